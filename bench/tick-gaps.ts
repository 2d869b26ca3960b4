import { Client } from "@colyseus/sdk";
import { systemRuntime } from "@fray/netcode/core";
import { TickLoop, TickMetrics, TickPhases, type Percentiles } from "@fray/netcode/server";
import { DEFAULT_TICK_RATE } from "@fray/shared-state/protocol/rooms";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

import { startServer } from "../tests/support/server.ts";

const Health = z.object({
  rooms: z.array(
    z.object({ tick: z.object({ gapMs: z.object({ p50: z.number(), p99: z.number(), max: z.number() }) }) }),
  ),
});

/**
 * Measures how regularly an idle room of a real server process ticks, in ms between the starts of consecutive ticks.
 * At the same time it measures the same loop in a process that does nothing else.
 */
export async function measureTickGaps(seconds: number) {
  const metrics = new TickMetrics();
  const floor = new TickLoop(DEFAULT_TICK_RATE, () => {}, {
    metrics,
    runtime: systemRuntime,
    phases: new TickPhases(),
  });
  const server = await startServer({ args: ["--log-level", "warn"] });
  const room = await new Client(server.url).joinOrCreate("arena", { name: "Bench" });
  try {
    floor.start();
    await delay(seconds * 1000);
    floor.stop();
    const health = Health.parse(await (await fetch(`${server.http}/health`)).json());
    const measured = health.rooms[0]?.tick.gapMs;
    if (!measured) throw new Error("the server has no room");
    const bare = metrics.report().gapMs;
    return { tickRate: DEFAULT_TICK_RATE, seconds, floor: bare, room: measured, ratio: ratio(measured, bare) };
  } finally {
    await room.leave();
    await server.stop();
  }
}

const ratio = (a: Percentiles, b: Percentiles): Percentiles => ({
  p50: a.p50 / b.p50,
  p99: a.p99 / b.p99,
  max: a.max / b.max,
});
