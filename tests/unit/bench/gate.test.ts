import { createRandom } from "@fray/netcode/core";
import { describe, expect, test } from "vitest";

import { medianInterval } from "../../../bench/gate/median-interval.ts";
import { repeatUntilSure, type Trial } from "../../../bench/gate/repeat-until-sure.ts";
import { verdictOn } from "../../../bench/gate/verdict.ts";

describe("the interval of a median", () => {
  test("six values are the fewest: all of them are inside", () => {
    expect(medianInterval([1, 2, 3, 4, 5])).toBeUndefined();
    expect(medianInterval([6, 1, 5, 2, 4, 3])).toEqual({ median: 3.5, low: 1, high: 6 });
  });

  // Conover's table of the sign test at 5 %, two sides.
  test.each([
    [8, 1],
    [9, 2],
    [11, 2],
    [12, 3],
    [17, 5],
    [25, 8],
  ])("%i values leave out %i less one at each end", (count, depth) => {
    const sample = Array.from({ length: count }, (_, index) => index + 1);
    expect(medianInterval(sample)).toMatchObject({ low: depth, high: count + 1 - depth });
  });

  test("it holds the true median in at least 95 of 100 samples", () => {
    const random = createRandom(7);
    let held = 0;
    for (let sample = 0; sample < 2000; sample++) {
      const { low = 1, high = 0 } = medianInterval(Array.from({ length: 12 }, () => random() ** 3)) ?? {};
      if (low <= 0.125 && high >= 0.125) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.94);
  });
});

describe("repeating", () => {
  const run = (trials: readonly Trial[], limitMs = 1000) => {
    let now = 0;
    let next = 0;
    const trial = async (): Promise<Trial> => {
      now += 100;
      return trials[next++ % trials.length] ?? { refused: "none" };
    };
    return repeatUntilSure(trial, { within: 0.05, limitMs, now: () => now });
  };

  test("equal ratios end after the fewest trials", async () => {
    expect(await run([{ ratio: 1.2 }])).toMatchObject({ isSure: true, trials: 6, interval: { median: 1.2 } });
  });

  test("one spoiled trial is outvoted", async () => {
    const spoiled = [{ ratio: 3 }, ...Array.from({ length: 8 }, () => ({ ratio: 1.2 }))];
    expect(await run(spoiled)).toMatchObject({ isSure: true, trials: 9, interval: { median: 1.2 } });
  });

  test("a refused trial counts for nothing and is told", async () => {
    const result = await run([{ refused: "load-bound" }, { ratio: 1.2 }], 5000);
    expect(result).toMatchObject({ isSure: true, trials: 6 });
    expect(result.refused).toHaveLength(6);
  });

  test("scattered ratios are not sure when the time is over", async () => {
    expect(await run([{ ratio: 1 }, { ratio: 2 }])).toMatchObject({ isSure: false, trials: 10 });
    expect(await run([{ refused: "load-bound" }])).toMatchObject({ isSure: false, trials: 0, interval: undefined });
  });
});

test.each([
  [1.0, 1.02, 1.0, true, "kept"],
  [1.12, 1.18, 1.0, true, "worse"],
  [1.05, 1.13, 1.0, true, "kept"],
  [1.08, 1.16, 1.0, true, "worse"],
  [0.9, 1.6, 1.0, false, "undecided"],
  [0.7, 0.9, 1.0, false, "kept"],
  [1.2, 1.6, 1.0, false, "worse"],
  [1.2, 1.25, undefined, true, "new"],
  [1.2, 1.6, undefined, false, "undecided"],
] as const)("%d to %d against %s (sure: %s) is %s", (low, high, committed, isSure, verdict) => {
  const interval = { low, high, median: (low + high) / 2 };
  expect(verdictOn({ interval, isSure, trials: 6, refused: [] }, committed)).toBe(verdict);
});

test("without an interval nothing is decided", () => {
  expect(verdictOn({ interval: undefined, isSure: false, trials: 0, refused: [] }, 1)).toBe("undecided");
});
