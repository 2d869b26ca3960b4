import { IdleWork } from "@fray/game-client/internal/replay/worker/idle-work";
import { expect, test } from "vitest";

import { HandClock } from "../../support/hand-clock.ts";

/** Work of a number of pieces, each of which takes some ms. */
function workOf(clock: HandClock, pieces: number, ms: number) {
  const done: number[] = [];
  const piece = (): boolean => {
    clock.stall(ms);
    done.push(clock.now());
    return done.length < pieces;
  };
  return { done, piece };
}

test("is done in slices of a few milliseconds, one kind after the other", () => {
  const clock = new HandClock();
  const idle = new IdleWork(clock);
  const [first, second] = [workOf(clock, 10, 3), workOf(clock, 2, 3)];
  idle.add(first.piece);
  idle.add(second.piece);
  idle.add(first.piece);
  const slices: number[] = [];
  while (second.done.length < 2) {
    const before = clock.now();
    clock.pass(0);
    slices.push(clock.now() - before);
  }
  expect(Math.max(...slices)).toBeLessThanOrEqual(12);
  expect(first.done).toHaveLength(10);
  expect(first.done.at(-1)).toBeLessThan(second.done[0] ?? 0);
});

test("leaves the processor to the page after a seek", () => {
  const clock = new HandClock();
  const idle = new IdleWork(clock);
  const { done, piece } = workOf(clock, 100, 1);
  idle.add(piece);
  clock.pass(0);
  const before = done.length;
  expect(before).toBeGreaterThan(0);
  idle.rest();
  clock.pass(100);
  expect(done).toHaveLength(before);
  clock.pass(60);
  expect(done.length).toBeGreaterThan(before);
});
