// Must be first: what is imported after it belongs to virtual time.
import "../support/virtual-setup.ts";
import { MODES } from "@fray/shared-state/match/modes";
import { expect, test, vi } from "vitest";

import { playAgain, playRounds } from "../support/played-rounds.ts";

// The host's bots are a process of their own, which has no part in the time of this one.
vi.mock("node:child_process", async (importOriginal) => {
  const { spawnHere } = await import("../support/virtual-bots.ts");
  return { ...(await importOriginal<object>()), spawn: spawnHere };
});

const SEEDS = Array.from({ length: 30 }, (_, index) => [index + 100, MODES[index % MODES.length] ?? "ffa"] as const);

test.for(SEEDS)(
  "seed %i: rounds of %s over bad lines are played again to the same hash in each second",
  { timeout: 300_000 },
  async ([seed, mode]) => {
    const rounds = (await playRounds(seed, mode)).map((file) => playAgain(file));
    expect(rounds).toHaveLength(2);
    for (const { difference, isComplete } of rounds) {
      expect(difference).toBeUndefined();
      expect(isComplete).toBe(true);
    }
  },
);
