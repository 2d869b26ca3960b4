import { Pacer, type Paced } from "@fray/netcode/client";
import { systemRuntime } from "@fray/netcode/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const STEP_MS = 1000 / 30;

class Counter implements Paced {
  readonly at: number[] = [];

  step(): number {
    this.at.push(performance.now());
    return STEP_MS;
  }
}

function start(count: number): { pacer: Pacer; counters: Counter[] } {
  const pacer = new Pacer(systemRuntime);
  const counters = Array.from({ length: count }, () => new Counter());
  for (const counter of counters) pacer.add(counter, STEP_MS);
  return { pacer, counters };
}

describe("one timer for many bots", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  test("gives each its full rate, never early and never more than a few ms late", () => {
    const { counters } = start(100);
    vi.advanceTimersByTime(20_000);
    for (const { at } of counters) {
      expect(at.length).toBeGreaterThanOrEqual(599);
      expect(at.length).toBeLessThanOrEqual(601);
      const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
      expect(Math.max(...gaps)).toBeLessThan(STEP_MS + 7);
    }
  });

  test("spreads them over the step: a quarter at most act at the same time", () => {
    const { counters } = start(100);
    vi.advanceTimersByTime(1000);
    const together = Map.groupBy(counters, ({ at }) => at[0]);
    expect(Math.max(...[...together.values()].map((group) => group.length))).toBeLessThan(25);
  });

  test("wakes up a few hundred times a second, not once per bot and step", () => {
    start(100);
    let wakes = 0;
    for (const end = performance.now() + 1000; performance.now() < end; wakes++) vi.advanceTimersToNextTimer();
    expect(wakes).toBeLessThan(210);
  });

  test("after a hitch catches up on a few steps and skips the rest", () => {
    const { pacer, counters } = start(1);
    vi.advanceTimersByTime(1000);
    const before = counters[0]?.at.length ?? 0;
    // A second passes in which no timer could run.
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 1000);
    vi.advanceTimersByTime(STEP_MS);
    expect((counters[0]?.at.length ?? 0) - before).toBe(3);
    expect(pacer.skipped).toBeGreaterThan(20);
  });

  test("forgets removed bots", () => {
    const { pacer, counters } = start(2);
    const [first, second] = counters;
    if (!first || !second) throw new Error("unreachable");
    vi.advanceTimersByTime(500);
    pacer.remove(first);
    const before = { first: first.at.length, second: second.at.length };
    vi.advanceTimersByTime(500);
    expect(first.at.length).toBe(before.first);
    expect(second.at.length).toBeGreaterThan(before.second);
    pacer.remove(second);
    expect(vi.getTimerCount()).toBe(0);
  });
});
