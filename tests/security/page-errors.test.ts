import { parsePageError } from "@fray/server/internal/network/page-errors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const STACK =
  "TypeError: x is undefined\n    at a (http://fray.example/assets/a.js:1:2)\n    at b (http://fray.example/assets/b.js:3:4)";
const REPORT = { failure: "broken", message: "Uncaught TypeError: x is undefined", stack: STACK };
const parse = (report: object) => parsePageError(JSON.stringify({ ...REPORT, ...report }));

describe("a report of a page's error", () => {
  test.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["another thing", "[1]"],
    ["an unknown failure", JSON.stringify({ ...REPORT, failure: "x" })],
    ["a long message", JSON.stringify({ ...REPORT, message: "x".repeat(301) })],
    ["a long stack", JSON.stringify({ ...REPORT, stack: "x\n".repeat(501) })],
    ["a message that is no text", JSON.stringify({ ...REPORT, message: {} })],
  ])("is not taken with %s", (_, text) => {
    expect(parsePageError(text)).toBeUndefined();
  });

  test("keeps only the fields that explain it", () => {
    const { failure, message: words } = REPORT;
    expect(parse({ extra: "x" })).toEqual({
      failure,
      message: words,
      at: "at a (http://fray.example/assets/a.js:1:2)",
    });
    expect(parse({ stack: "a@http://fray.example/assets/a.js:1:2\nb@x" })?.at).toBe(
      "a@http://fray.example/assets/a.js:1:2",
    );
    expect(parse({ stack: "" })?.at).toBe("");
    const message = "Cannot read private member #room from https://fray.example/assets/session-DY3JghNY.js:81:3558";
    expect(parse({ message })?.message).toBe(message);
  });

  const SIGNED = "0b9cf0a2-7a1f-4f0e-9d5e-3f1f6f0f9d11.mO6yq0k3v8w2Zk1b4t7n9p0r5s6u8x1y3z5A7C9E1G4";
  test.each([
    ["a friend's code in an address", "at https://fray.example/?friend=abcd-efgh&room=xyz:1:2", "abcd-efgh"],
    ["a guest's token", `bad token ${SIGNED}`, SIGNED.slice(0, 20)],
    ["a guest's token without a word before it", `seat of ${SIGNED} is gone`, SIGNED.slice(-20)],
    ["a password in an answer", '{"code":523,"password":"hunter2","name":"x"}', "hunter2"],
    ["a password in words", "wrong password: hunter2", "hunter2"],
    ["a reconnection token", "reconnectionToken=room:abc123def", "abc123def"],
    ["a header", "Authorization: Bearer abc123", "abc123"],
  ])("does not repeat %s", (_, text, secret) => {
    const { message, at } = parse({ message: text, stack: `    at ${text}` }) ?? {};
    expect(message).not.toContain(secret);
    expect(at).not.toContain(secret);
  });
});

describe("a server that receives reports of page errors", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({ args: ["--metrics-token", "letmein", "--trust-proxy", "loopback"] });
  });
  afterAll(() => server.stop());

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${server.http}/api/page-error`, { method: "POST", body, headers });
  const lines = () => server.log().match(/a page has failed/g)?.length ?? 0;
  const counted = async (reason: string) => {
    const response = await fetch(`${server.http}/metrics`, { headers: { authorization: "Bearer letmein" } });
    return Number(new RegExp(`fray_page_errors_total{reason="${reason}"} (\\d+)`).exec(await response.text())?.[1]);
  };

  test("logs an error of the server's page, and only a few of a flood", async () => {
    const origin = server.http;
    expect((await post(JSON.stringify(REPORT), { origin, "sec-fetch-site": "same-origin" })).status).toBe(204);
    await until("it is logged", () => server.log().includes(REPORT.message));
    for (let round = 0; round < 10; round++) {
      await Promise.all(
        Array.from({ length: 30 }, () => post(JSON.stringify({ ...REPORT, stack: "    at x\n".repeat(100) }))),
      );
    }
    await until("all are counted", async () => (await counted("reported")) + (await counted("limited")) === 301);
    expect(lines()).toBe(5);
    expect(await counted("reported")).toBe(5);
    expect(server.log().length).toBeLessThan(10_000);
  });

  test("logs a part of the reports that many addresses send at once, and counts the rest", async () => {
    const before = lines();
    const from = (host: number) => post(JSON.stringify(REPORT), { "x-forwarded-for": `192.0.2.${host}` });
    await Promise.all(Array.from({ length: 200 }, (_, host) => from(host)));
    await until("all are counted", async () => (await counted("reported")) === 205);
    expect(lines() - before).toBeLessThan(50);
  });

  test("ignores other sites' pages, long bodies and invalid reports", async () => {
    const before = server.log();
    expect((await post(JSON.stringify(REPORT), { origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await post(JSON.stringify(REPORT), { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post("x".repeat(9000))).status).toBe(413);
    expect((await post("not JSON")).status).toBe(204);
    expect((await fetch(`${server.http}/api/page-error`)).status).toBe(405);
    await until("it is counted", async () => (await counted("unreadable")) === 1);
    expect(server.log()).toBe(before);
  });
});
