import type { Point } from "../connection/frame.ts";

const TURN = Math.PI * 2;

/**
 * What a stick at (`x`, `y`) asks for, as a vector 0..1 long: nothing within `inner`, from there evenly to all of it at
 * `outer`. Radial, so that every direction is as easy to hold as the four of the axes.
 */
export function deflect(x: number, y: number, inner: number, outer: number): Point {
  const length = Math.hypot(x, y);
  if (!(length > inner)) return { x: 0, y: 0 };
  const share = Math.min(1, (length - inner) / (outer - inner)) / length;
  return { x: x * share, y: y * share };
}

/** Radians clockwise from +x, 0..2π. */
export function angleOf(x: number, y: number): number {
  const angle = Math.atan2(y, x);
  return angle < 0 ? angle + TURN : angle;
}
