import { TickLoop, TickMetrics, TickPhases } from "@fray/netcode/server";
import { expect, test } from "vitest";

import { HandClock } from "../../support/hand-clock.ts";

const STEP_MS = 20;

/** Runs six ticks, of which the first takes `steps` steps, and returns how many were dropped. */
function droppedAfter(steps: number): number {
  const clock = new HandClock();
  const metrics = new TickMetrics();
  let ran = 0;
  const tick = (): void => {
    if (ran++ === 0) clock.stall(steps * STEP_MS);
    if (ran === 6) loop.stop();
  };
  const loop = new TickLoop(1000 / STEP_MS, tick, { metrics, runtime: clock, phases: new TickPhases() });
  loop.start();
  clock.pass(30 * STEP_MS);
  expect(ran).toBe(6);
  return metrics.dropped;
}

test("ticks missed in a hitch are caught up, but no more than five of them", () => {
  expect(droppedAfter(3.5)).toBe(0);
  // Four at once after the tick that took so long.
  expect(droppedAfter(20)).toBeGreaterThanOrEqual(15);
});

test("what follows each tick has time of its own, and nothing follows the tick that stops the loop", () => {
  const clock = new HandClock();
  const metrics = new TickMetrics();
  const order: string[] = [];
  const tick = (): void => {
    order.push("tick");
    clock.stall(1);
    if (order.length === 5) loop.stop();
  };
  const afterTick = (): void => {
    order.push("after");
    clock.stall(7);
  };
  const loop = new TickLoop(1000 / STEP_MS, tick, { metrics, runtime: clock, phases: new TickPhases(), afterTick });
  loop.start();
  clock.pass(10 * STEP_MS);
  expect(order).toEqual(["tick", "after", "tick", "after", "tick"]);
  expect(loop.workMs).toBeLessThan(1);
});
