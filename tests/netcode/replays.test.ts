import { MODES } from "@fray/shared-state/match/modes";
import { expect, test, vi } from "vitest";

import { playAgain, playRounds } from "../support/played-rounds.ts";

// The host's bots are a process of their own, which has no part in the time of this one.
vi.mock("node:child_process", async (importOriginal) => {
  const { spawnHere } = await import("../support/virtual-bots.ts");
  return { ...(await importOriginal<object>()), spawn: spawnHere };
});

test.for([MODES[0], MODES[2]].map((mode, seed) => [seed + 1, mode ?? "ffa"] as const))(
  "seed %i: rounds of %s over bad lines are played again to the same hash in each second",
  { timeout: 120_000 },
  async ([seed, mode]) => {
    const rounds = (await playRounds(seed, mode)).map((file) => playAgain(file));
    expect(rounds).toHaveLength(2);
    for (const { ticks, difference, isComplete } of rounds) {
      expect(difference).toBeUndefined();
      expect(isComplete).toBe(true);
      expect(ticks).toBeGreaterThan(90);
    }
  },
);
