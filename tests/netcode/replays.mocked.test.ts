import { MODES, type Mode } from "@fray/shared-state/match/modes";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";

import { playAgain, playRounds } from "../support/played-rounds.ts";

// The host's bots are a process of their own, which has no part in the time of this one.
vi.mock("node:child_process", async (importOriginal) => {
  const { spawnHere } = await import("../support/virtual-bots.ts");
  return { ...(await importOriginal<object>()), spawn: spawnHere };
});

/** Set by `scripts/replay-fixtures.ts`: the folder for a replay of each mode, which later versions must play. */
const FIXTURES = process.env["REPLAY_FIXTURES"];
const PLAYED: readonly Mode[] = FIXTURES ? MODES : ["ffa", "ctf"];

test.for(PLAYED.map((mode, index) => [index + 1, mode] as const))(
  "seed %i: rounds of %s over bad lines are played again to the same hash in each second",
  { timeout: 240_000 },
  async ([seed, mode]) => {
    const rounds = (await playRounds(seed, mode)).map((file) => playAgain(file));
    expect(rounds).toHaveLength(2);
    for (const { ticks, difference, isComplete } of rounds) {
      expect(difference).toBeUndefined();
      expect(isComplete).toBe(true);
      expect(ticks).toBeGreaterThan(90);
    }
    if (!FIXTURES || !rounds[0]) return;
    mkdirSync(FIXTURES, { recursive: true });
    writeFileSync(join(FIXTURES, `${mode}.fray`), rounds[0].file);
  },
);
