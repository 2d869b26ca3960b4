import { angleOf, deflect } from "@fray/game-client/internal/controls/stick";
import { STICK_RADIUS_PX, TouchStick } from "@fray/game-client/internal/controls/touch-stick";
import fc from "fast-check";
import { expect, test } from "vitest";

const INNER = 0.16;
const FULL = 0.96;
const anyAxis = fc.double({ min: -1, max: 1, noNaN: true });

test("a stick anywhere in its dead zone moves nothing", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 7, noNaN: true }),
      fc.double({ min: 0, max: 0.159, noNaN: true }),
      (angle, length) => {
        expect(deflect(Math.cos(angle) * length, Math.sin(angle) * length, INNER, FULL)).toEqual({ x: 0, y: 0 });
      },
    ),
  );
});

test("outside the dead zone a stick begins slowly, never exceeds full deflection, and keeps its direction", () => {
  fc.assert(
    fc.property(anyAxis, anyAxis, (x, y) => {
      const length = Math.hypot(x, y);
      fc.pre(length > INNER);
      const move = deflect(x, y, INNER, FULL);
      expect(Math.hypot(move.x, move.y)).toBeCloseTo(Math.min(1, (length - INNER) / (FULL - INNER)));
      expect(move.x * y).toBeCloseTo(move.y * x);
    }),
  );
  expect(deflect(0, FULL, INNER, FULL)).toEqual({ x: 0, y: 1 });
});

test("an axis that is not a number moves nothing", () => {
  expect(deflect(Number.NaN, 0.5, INNER, FULL)).toEqual({ x: 0, y: 0 });
});

test("angles are clockwise from the right, from 0 to a full turn", () => {
  expect([angleOf(1, 0), angleOf(0, 1), angleOf(-1, 0), angleOf(0, -1)]).toEqual(
    [0, 0.5, 1, 1.5].map((halves) => halves * Math.PI),
  );
});

test("a touch stick is centred where the finger came down, and follows that finger alone", () => {
  const stick = new TouchStick();
  stick.press(7, { x: 100, y: 300 });
  stick.move(8, { x: 0, y: 0 });
  stick.move(7, { x: 100 + STICK_RADIUS_PX / 2, y: 300 });
  expect(stick.base).toEqual({ x: 100, y: 300 });
  expect(stick.offset).toEqual({ x: 0.5, y: 0 });
  stick.release(8);
  expect(stick.held).toBe(true);
  stick.release(7);
  expect(stick.held).toBe(false);
  expect(stick.offset).toEqual({ x: 0, y: 0 });
});

test("a finger beyond the edge pulls the stick: half a radius back halves the deflection", () => {
  const stick = new TouchStick();
  stick.press(1, { x: 100, y: 300 });
  stick.move(1, { x: 400, y: 300 });
  expect(stick.offset.x).toBeCloseTo(1);
  stick.move(1, { x: 400 - STICK_RADIUS_PX / 2, y: 300 });
  expect(stick.offset.x).toBeCloseTo(0.5);
});
