import { PageErrorLimit, parsePageError } from "@fray/server/network/page-errors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const REPORT = { failure: "broken", message: "Uncaught TypeError: x is undefined", stack: "at a (assets/a.js:1:2)" };
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

  test("keeps what explains it, and only that", () => {
    expect(parse({ extra: "x" })).toEqual(REPORT);
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
    for (const part of ["message", "stack"] as const) expect(parse({ [part]: text })?.[part]).not.toContain(secret);
  });
});

describe("reports that are logged", () => {
  test("are five in a minute from one address", async () => {
    const limit = new PageErrorLimit(0);
    const admitted = await Promise.all(Array.from({ length: 50 }, () => limit.admits("192.0.2.1", 0)));
    expect(admitted.filter(Boolean)).toHaveLength(5);
  });

  test("are twenty at once from all, then one in five seconds", async () => {
    const limit = new PageErrorLimit(0);
    const flood = async (network: number, now: number) =>
      (
        await Promise.all(Array.from({ length: 100 }, (_, host) => limit.admits(`192.0.${network}.${host}`, now)))
      ).filter(Boolean).length;
    expect(await flood(1, 0)).toBe(20);
    expect(await flood(2, 60_000)).toBe(12);
  });

  test("of one IPv6 network count as of one address", async () => {
    const limit = new PageErrorLimit(0);
    const admitted = await Promise.all(Array.from({ length: 50 }, (_, host) => limit.admits(`2001:db8::${host}`, 0)));
    expect(admitted.filter(Boolean)).toHaveLength(5);
  });
});

describe("a server that is told of errors in pages", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({ args: ["--metrics-token", "letmein"] });
  });
  afterAll(() => server.stop());

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${server.http}/api/page-error`, { method: "POST", body, headers });
  const lines = () => server.log().match(/a page has failed/g)?.length ?? 0;
  const counted = async (reason: string) => {
    const response = await fetch(`${server.http}/metrics`, { headers: { authorization: "Bearer letmein" } });
    return Number(new RegExp(`fray_page_errors_total{reason="${reason}"} (\\d+)`).exec(await response.text())?.[1]);
  };

  test("logs an error of its own page, and no more than a few of a flood", async () => {
    const origin = server.http;
    expect((await post(JSON.stringify(REPORT), { origin, "sec-fetch-site": "same-origin" })).status).toBe(204);
    await until("it is logged", () => server.log().includes(REPORT.message));
    for (let round = 0; round < 10; round++) {
      await Promise.all(
        Array.from({ length: 30 }, () => post(JSON.stringify({ ...REPORT, stack: "at x\n".repeat(200) }))),
      );
    }
    await until("all are counted", async () => (await counted("logged")) + (await counted("limited")) === 301);
    expect(lines()).toBe(5);
    expect(await counted("logged")).toBe(5);
    expect(server.log().length).toBeLessThan(20_000);
  });

  test("hears nothing of other sites' pages, of long bodies and of what is no report", async () => {
    const before = server.log();
    expect((await post(JSON.stringify(REPORT), { origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await post(JSON.stringify(REPORT), { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post("x".repeat(9000))).status).toBe(413);
    expect((await post("not JSON")).status).toBe(204);
    expect((await fetch(`${server.http}/api/page-error`)).status).toBe(404);
    await until("it is counted", async () => (await counted("unreadable")) === 1);
    expect(server.log()).toBe(before);
  });
});
