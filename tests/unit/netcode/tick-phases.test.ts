import { systemRuntime } from "@fray/netcode/core";
import { TickLoop, TickMetrics, TickPhases } from "@fray/netcode/server";
import { performance } from "node:perf_hooks";
import { afterEach, describe, expect, test, vi } from "vitest";

const STEP_MS = 1000 / 30;
const loop = (workMs = 0, stepMs = STEP_MS) => ({ stepMs, workMs });

/** How far apart neighbours are, from the least to the most, as shares of the step. */
function gaps(places: readonly number[]): number[] {
  const sorted = places.toSorted((a, b) => a - b);
  return sorted.map((place, index) => (sorted[index + 1] ?? (sorted[0] ?? 0) + 1) - place).toSorted((a, b) => a - b);
}

describe("the ticks of rooms in one process", () => {
  test("are spread as far apart as possible, one after the other", () => {
    const phases = new TickPhases();
    const places = Array.from({ length: 5 }, () => phases.take(loop()));
    expect(places).toEqual([0, 0.5, 0.25, 0.75, 0.125]);
  });

  test("of 50 rooms are never closer than half of an even spread", () => {
    const phases = new TickPhases();
    const spread = gaps(Array.from({ length: 50 }, () => phases.take(loop())));
    expect(spread[0]).toBeGreaterThan(0.5 / 50);
    expect(spread.at(-1)).toBeLessThan(2 / 50);
  });

  test("give a slow room the time it needs", () => {
    const phases = new TickPhases();
    phases.take(loop(STEP_MS * 0.6));
    expect(phases.take(loop())).toBeCloseTo(0.8);
  });

  test("reuse the tick phase of a closed room", () => {
    const phases = new TickPhases();
    const [, second] = [loop(), loop(), loop(), loop()].map((each) => {
      phases.take(each);
      return each;
    });
    if (second) phases.leave(second);
    expect(phases.take(loop())).toBe(0.5);
  });

  test("find a phase also when there is more work than time", () => {
    const phases = new TickPhases();
    const places = Array.from({ length: 10 }, () => phases.take(loop(STEP_MS)));
    for (const place of places) expect(place >= 0 && place < 1).toBe(true);
  });

  test("consider only rooms of the same rate: others have no influence", () => {
    const phases = new TickPhases();
    phases.take(loop());
    expect(phases.take(loop(0, 50))).toBe(0);
  });
});

describe("loops started together", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  test("run one after the other in the step, each a step apart", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: 0 });
    vi.spyOn(performance, "now").mockImplementation(() => Date.now());
    const begun: number[][] = Array.from({ length: 4 }, () => []);
    const services = { runtime: systemRuntime, phases: new TickPhases() };
    const loops = begun.map((times) => {
      const tick = () => times.push(performance.now());
      return new TickLoop(20, tick, { ...services, metrics: new TickMetrics() });
    });
    for (const each of loops) each.start();
    vi.advanceTimersByTime(500);
    for (const each of loops) each.stop();
    // Timers have whole milliseconds, and 12.5 is none.
    expect(begun.map(([first = 0]) => first % 50)).toEqual([0, 25, 13, 38]);
    for (const times of begun) {
      expect(times.length).toBeGreaterThanOrEqual(9);
      for (const [index, at] of times.slice(1).entries())
        expect(Math.abs(at - (times[index] ?? 0) - 50)).toBeLessThan(2);
    }
  });
});
