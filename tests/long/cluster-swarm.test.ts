import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { killBots, reportIn, startBots } from "../bot-client/bots-process.ts";
import { knowEachOther, measured, redisProgram, startNode } from "../cluster/nodes.ts";
import { startRedis, type RedisServer } from "../support/redis.ts";
import type { ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const COUNT = 40;
const Report = z.object({
  joined: z.number(),
  failed: z.number(),
  disconnects: z.record(z.string(), z.number()),
  decodeErrors: z.record(z.string(), z.number()),
  totals: z.object({ inputs: z.number(), bytes: z.number() }),
});

const apart = (a: number, b: number): number => Math.abs(a / b - 1);

const program = redisProgram();
describe.skipIf(!program)("a swarm that is given one node of two", () => {
  let redis: RedisServer;
  let nodes: ServerProcess[] = [];
  beforeAll(async () => {
    redis = await startRedis(program);
    const args = ["--max-players", "10", "--joins-per-minute", "0"];
    const [a, b] = [await startNode(redis, args), await startNode(redis, args)];
    await knowEachOther(a, b);
    nodes = [a, b];
  });
  afterEach(killBots);
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await redis?.kill();
  });

  test("plays at both, and its report agrees with the sum of both counters", async () => {
    const [front] = nodes;
    const args = [
      "--url",
      front?.url ?? "",
      "--count",
      String(COUNT),
      ..."--workers 2 --ramp 20/s --seconds 20".split(" "),
    ];
    const bots = startBots(...args, "--json", "--max-failures", "0");
    await until("all bots in", async () => (await measured("fray_bots", nodes)) === COUNT, 30_000);
    // Rooms of ten, opened in turn: half of them at each, give or take one.
    for (const node of nodes) {
      const here = await measured("fray_bots", [node]);
      expect(here).toBeGreaterThanOrEqual(COUNT / 2 - 10);
      expect(here).toBeLessThanOrEqual(COUNT / 2 + 10);
    }
    const { code, stdout } = await bots.ended();
    const report = Report.parse(reportIn(stdout));
    expect(code).toBe(0);
    expect(report).toMatchObject({ joined: COUNT, failed: 0, disconnects: {}, decodeErrors: {} });

    await until("all bots out", async () => (await measured("fray_bots", nodes)) === 0);
    expect(apart(report.totals.inputs, await measured("fray_inputs_received_total", nodes))).toBeLessThan(0.02);
    // The server counts the frames' headers too: 2 to 4 bytes of each.
    expect(apart(report.totals.bytes, await measured("fray_sent_bytes_total", nodes))).toBeLessThan(0.05);
  }, 60_000);
});

describe.skipIf(!program)("a swarm of one address whose node is killed", () => {
  /** More than one node lets an address hold; each holds half of them at first. */
  const ALL = 44;
  afterEach(killBots);

  test("plays on at the other node, all of it", async () => {
    const redis = await startRedis(program);
    const [a, b] = [await startNode(redis), await startNode(redis)];
    await knowEachOther(a, b);
    const bots = startBots("--url", b.url, "--count", String(ALL), "--ramp", "20/s", "--seconds", "120", "--json");
    await until("all bots in", async () => (await measured("fray_bots", [a, b])) === ALL);
    const atA = await measured("fray_bots", [a]);
    expect(atA).toBeGreaterThan(0);
    expect(atA).toBeLessThan(ALL);
    a.process.kill("SIGKILL");
    await until("all bots at the other", async () => (await measured("fray_bots", [b])) === ALL);
    bots.process.kill("SIGINT");
    const report = Report.parse(reportIn((await bots.ended()).stdout));
    expect(report.failed).toBe(0);
    await b.stop();
    await redis.kill();
  }, 120_000);
});
