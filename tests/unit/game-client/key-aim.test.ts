import { KeyAim } from "@fray/game-client/internal/controls/key-aim";
import { expect, test } from "vitest";

const FRAME_MS = 16;
const UP = Math.PI * 1.5;

/** Holds a direction for some frames. Returns the aim after them. */
function hold(aim: KeyAim, from: number, frames: number, x: number, y: number): number | undefined {
  let now: number | undefined;
  for (let frame = 1; frame <= frames; frame++) now = aim.turn(from + frame * FRAME_MS, x, y);
  return now;
}

test("there is no aim before the first direction, which is taken at once", () => {
  const aim = new KeyAim();
  expect(aim.turn(0, 0, 0)).toBeUndefined();
  expect(aim.turn(16, 0, -1)).toBeCloseTo(UP);
});

test("a short press turns a little, a long one the shorter way to the direction, where it stays", () => {
  const aim = new KeyAim();
  aim.turn(0, 1, 0);
  const little = hold(aim, 0, 3, 0, -1) ?? 0;
  expect(little).toBeLessThan(Math.PI * 2);
  expect(little).toBeGreaterThan(UP + 1);
  expect(hold(aim, 100, 30, 0, -1)).toBeCloseTo(UP);
  expect(hold(aim, 1000, 30, 0, 0)).toBeCloseTo(UP);
});
