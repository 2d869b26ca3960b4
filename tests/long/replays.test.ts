// Must be first: what is imported after it belongs to virtual time.
import "../support/virtual-setup.ts";
import { MODES } from "@fray/shared-state/match/modes";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test, vi } from "vitest";

import { playAgain, playRounds } from "../support/played-rounds.ts";
import type { EngineResult } from "./engines/compare-replays.ts";

// The host's bots are a process of their own, which has no part in the time of this one.
vi.mock("node:child_process", async (importOriginal) => {
  const { spawnHere } = await import("../support/virtual-bots.ts");
  return { ...(await importOriginal<object>()), spawn: spawnHere };
});

const SEEDS = Array.from({ length: 30 }, (_, index) => [index + 100, MODES[index % MODES.length] ?? "ffa"] as const);
const COMPARE = fileURLToPath(new URL("engines/compare-replays.ts", import.meta.url));

/** The rounds of all seeds. */
const folder = mkdtempSync(join(tmpdir(), "fray-rounds-"));
afterAll(() => rmSync(folder, { recursive: true }));
let rounds = 0;

test.for(SEEDS)(
  "seed %i: rounds of %s over bad lines are played again to the same hash in each second",
  { timeout: 300_000 },
  async ([seed, mode]) => {
    const played = (await playRounds(seed, mode)).map((file) => playAgain(file));
    expect(played).toHaveLength(2);
    for (const [index, { difference, isComplete, file }] of played.entries()) {
      expect(difference).toBeUndefined();
      expect(isComplete).toBe(true);
      writeFileSync(join(folder, `${seed}-${index}.fray`), file);
      rounds++;
    }
  },
);

// The first time, the engines are downloaded: 60 MB.
test("all of these rounds are the same in the engines of Safari and of Firefox", { timeout: 600_000 }, () => {
  // In a process of its own, where time is real.
  const [node, ...others] = JSON.parse(execFileSync(process.execPath, [COMPARE, folder]).toString()) as EngineResult[];
  expect(node?.played).toHaveLength(rounds);
  for (const { isEqual, ticks } of node?.played ?? []) {
    expect(isEqual).toBe(true);
    expect(ticks).toBeGreaterThan(90);
  }
  for (const { name, missing, played } of others) {
    if (missing === undefined) expect(played, name).toEqual(node?.played);
    else console.warn(`${name} is not compared: ${missing}`);
  }
});
