import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import parsePrometheus from "parse-prometheus-text-format";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { killBots, reportIn, startBots } from "../bot-client/bots-process.ts";
import { Gateway } from "../bot-client/gateway.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const TOKEN = "a secret for the monitoring";

const Distribution = z.object({ mean: z.number(), p50: z.number(), p99: z.number(), max: z.number() });
const Report = z.object({
  type: z.literal("report"),
  joined: z.number(),
  failed: z.number(),
  failures: z.record(z.string(), z.number()),
  disconnects: z.record(z.string(), z.number()),
  decodeErrors: z.record(z.string(), z.number()),
  totals: z.object({ inputs: z.number(), patches: z.number(), bytes: z.number() }),
  patchesPerSecond: z.number(),
  pingMs: Distribution,
  patchGapMs: Distribution,
});

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ args: ["--metrics-token", TOKEN, "--joins-per-minute", "0"] });
});
afterAll(() => server.stop());
afterEach(killBots);

/** A value of `/metrics`. */
async function measured(name: string): Promise<number> {
  const answer = await fetch(`${server.http}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  const metric = parsePrometheus(await answer.text()).find((each) => each.name === name);
  return Number(metric?.metrics[0]?.value);
}

const play = (...args: readonly string[]) => startBots("--url", server.url, "--json", ...args);

const apart = (a: number, b: number): number => Math.abs(a / b - 1);

describe("the report of a load test", () => {
  test("agrees with the server's own counters, over two threads", async () => {
    const bots = play(..."--count 40 --workers 2 --ramp 40/s --seconds 16 --max-failures 0".split(" "));
    await until("all bots in", async () => (await measured("fray_bots")) === 40, 30_000);
    const { code, stdout } = await bots.ended();
    const report = Report.parse(reportIn(stdout));
    expect(code).toBe(0);
    expect(report).toMatchObject({ joined: 40, failed: 0, disconnects: {}, decodeErrors: {} });

    await until("all bots out", async () => (await measured("fray_bots")) === 0);
    expect(apart(report.totals.inputs, await measured("fray_inputs_received_total"))).toBeLessThan(0.02);
    // The server counts the frames' headers too: 2 to 4 bytes of each.
    expect(apart(report.totals.bytes, await measured("fray_sent_bytes_total"))).toBeLessThan(0.05);
    // A gap for every patch but each client's first.
    expect(apart(1000 / report.patchGapMs.mean, report.patchesPerSecond)).toBeLessThan(0.02);
  }, 60_000);

  test("prints a line of JSON per second before it", async () => {
    const { stdout } = await play("--count", "2", "--workers", "2", "--seconds", "3").ended();
    const lines = stdout.trimEnd().split("\n").slice(0, -1);
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ type: "progress", playing: 2, joined: 2, failed: 0 });
  });

  test("has the delay of a simulated line in its pings", async () => {
    const pingOver = async (...net: readonly string[]): Promise<number> => {
      const { stdout } = await play("--count", "2", "--seconds", "4", ...net).ended();
      return Report.parse(reportIn(stdout)).pingMs.p50;
    };
    const plain = await pingOver();
    expect(await pingOver("--net", "200,20")).toBeGreaterThan(plain + 150);
  });

  test("counts connections that the server ends by code, and fails when they are too many", async () => {
    const own = await startServer();
    const args = ["--url", own.url, "--count", "3", "--seconds", "10", "--json", "--max-failures"];
    const [strict, lax] = [startBots(...args, "2"), startBots(...args, "3")];
    for (const bots of [strict, lax]) await until("three bots in", () => bots.output().includes('"joined":3'));
    await own.stop();
    const [refused, accepted] = [await strict.ended(), await lax.ended()];
    expect(Report.parse(reportIn(refused.stdout)).disconnects).toEqual({ [CLOSE.serverShutdown]: 3 });
    expect([refused.code, accepted.code]).toEqual([1, 0]);
  });

  test("gives advice when the server limits the rate of joins", async () => {
    const own = await startServer({ args: ["--joins-per-minute", "1"] });
    const { code, stdout, stderr } = await startBots(
      ..."--count 3 --seconds 1 --json --max-failures 0 --url".split(" "),
      own.url,
    ).ended();
    await own.stop();
    expect(code).toBe(1);
    expect(Report.parse(reportIn(stdout)).failed).toBeGreaterThan(0);
    expect(stderr).toContain("--joins-per-minute 0");
  }, 30_000);
});

describe("a game of several nodes", () => {
  test("is joined at the node that the matchmaker names, and unreadable messages there are counted", async () => {
    const gateway = await Gateway.open(server);
    const args = ["--url", gateway.url, "--count", "4", "--workers", "2", "--json", "--max-failures"];
    const [strict, lax] = [startBots(...args, "3"), startBots(...args, "4")];
    for (const bots of [strict, lax]) await until("four bots in", () => bots.output().includes('"playing":4'));
    expect(gateway.arrivals).toHaveLength(8);
    gateway.babble();
    for (const bots of [strict, lax]) await until("complaints", () => bots.output().includes('"decodeErrors":4'));
    strict.process.kill("SIGINT");
    lax.process.kill("SIGINT");
    const [refused, accepted] = [await strict.ended(), await lax.ended()];
    expect(Report.parse(reportIn(refused.stdout)).decodeErrors).toEqual({ "a frame ends too early": 4 });
    expect([refused.code, accepted.code]).toEqual([1, 0]);
    gateway.close();
  });
});

test("SIGINT ends all threads at once, and all places are freed", async () => {
  const bots = play("--count", "6", "--workers", "3");
  await until("six bots in", async () => (await measured("fray_bots")) === 6);
  bots.process.kill("SIGINT");
  await until("the bots out", async () => (await measured("fray_bots")) === 0, 2000);
  const { code, stdout } = await bots.ended();
  expect(code).toBe(0);
  expect(Report.parse(reportIn(stdout))).toMatchObject({ failed: 0, disconnects: {} });
});
