import { workInPieces, type Pieces } from "@fray/game-client/internal/platform/in-pieces";
import { expect, test } from "vitest";

import { HandClock } from "../../support/hand-clock.ts";

const PIECE_MS = 4;
const PIECES = 30;

/** Work whose pieces each take `PIECE_MS`. Notes in `turns` how many pieces each task of the page did. */
function* slowWork(clock: HandClock, turns: number[]): Pieces<string> {
  for (let piece = 0; piece < PIECES; piece++) {
    clock.stall(PIECE_MS);
    turns[turns.length - 1] = (turns.at(-1) ?? 0) + 1;
    yield;
  }
  return "done";
}

/** Runs the work task by task until it settles, or until `rounds` tasks have run. */
async function run(clock: HandClock, turns: number[], rounds = 100): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await Promise.resolve();
    await Promise.resolve();
    turns.push(0);
    clock.pass(0);
    await Promise.resolve();
  }
}

const worked = (turns: readonly number[]): number[] => turns.filter((count) => count > 0);

test("long work is done in tasks of a few pieces each", async () => {
  const clock = new HandClock();
  const turns = [0];
  const done = workInPieces(clock, slowWork(clock, turns), {
    signal: new AbortController().signal,
    isSeen: () => true,
  });
  await run(clock, turns);
  expect(await done).toBe("done");
  // A task ends with the piece in which its 10 ms are over.
  expect(worked(turns)).toEqual(Array.from({ length: PIECES / 3 }, () => 3));
});

test("a page that nobody sees does all of it in one task", async () => {
  const clock = new HandClock();
  const turns = [0];
  const done = workInPieces(clock, slowWork(clock, turns), {
    signal: new AbortController().signal,
    isSeen: () => false,
  });
  await run(clock, turns);
  expect(await done).toBe("done");
  expect(worked(turns)).toEqual([PIECES]);
});

test("work that is aborted does no further piece", async () => {
  const clock = new HandClock();
  const turns = [0];
  const stop = new AbortController();
  const done = workInPieces(clock, slowWork(clock, turns), { signal: stop.signal, isSeen: () => true });
  const refused = expect(done).rejects.toThrow("no longer wanted");
  await run(clock, turns, 2);
  const before = worked(turns).length;
  stop.abort(new Error("no longer wanted"));
  await run(clock, turns);
  await refused;
  expect(worked(turns)).toHaveLength(before);
});
