import type { BodyView } from "@fray/game-client/internal/connection/frame";
import { assistAim } from "@fray/game-client/internal/controls/aim-assist";
import fc from "fast-check";
import { expect, test } from "vitest";

import { bodyView } from "./frames.ts";

const FROM = { x: 10, y: 10 };
const seesAll = () => true;

const body = (angle: number, distance: number, rest: Partial<BodyView> = {}): BodyView =>
  bodyView({ ...rest, x: FROM.x + Math.cos(angle) * distance, y: FROM.y + Math.sin(angle) * distance });

/** The smaller angle from `a` to `b`, in radians. */
const turn = (a: number, b: number): number => Math.atan2(Math.sin(b - a), Math.cos(b - a));

const anyAngle = fc.double({ min: 0, max: 6.28, noNaN: true });
const anyDistance = fc.double({ min: 1, max: 30, noNaN: true });

test("the aim is pulled towards an enemy near its line, but not past it and by 4 degrees at most", () => {
  fc.assert(
    fc.property(anyAngle, anyAngle, anyDistance, (aim, at, distance) => {
      const off = turn(aim, at);
      const pull = turn(aim, assistAim(aim, FROM, [body(at, distance)], seesAll));
      expect(Math.abs(pull)).toBeLessThanOrEqual(Math.min(Math.abs(off), (4 / 180) * Math.PI) + 1e-9);
      if (Math.abs(pull) > 1e-9) expect(Math.sign(pull)).toBe(Math.sign(off));
    }),
  );
  expect(turn(1, assistAim(1, FROM, [body(1.1, 8)], seesAll))).toBeGreaterThan(0.04);
});

test("when the thumb turns, the aim turns: every direction can be aimed at, and the aim does not jump", () => {
  const target = [body(3, 8)];
  let before = assistAim(2.4, FROM, target, seesAll);
  for (let aim = 2.401; aim < 3.6; aim += 0.001) {
    const now = assistAim(aim, FROM, target, seesAll);
    const step = turn(before, now);
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThan(0.002);
    before = now;
  }
});

test.each([
  ["a team mate", body(1.1, 8, { enemy: false }), seesAll],
  ["the fallen", body(1.1, 8, { alive: false }), seesAll],
  ["whom a wall hides", body(1.1, 8), () => false],
  ["whom no shot would reach", body(1.1, 16), seesAll],
  ["who is far from the line", body(1.4, 8), seesAll],
])("%s does not pull", (_, target, sees) => {
  expect(assistAim(1, FROM, [target], sees)).toBeCloseTo(1, 12);
});

test("of two enemies, the one nearer to the line pulls", () => {
  const two = [body(1.2, 4), body(0.95, 12)];
  expect(turn(1, assistAim(1, FROM, two, seesAll))).toBeLessThan(0);
  expect(
    turn(
      1,
      assistAim(1, FROM, two, ({ id, x }) => id === 2 && x < 12),
    ),
  ).toBeGreaterThan(0);
});
