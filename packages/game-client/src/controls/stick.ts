import type { Point } from "../connection/frame.ts";

const TURN = Math.PI * 2;

/**
 * Converts a stick at (`x`, `y`) to a movement vector of length 0..1: zero within `inner`, then rising evenly to 1 at
 * `outer`. The dead zone is round, so that every direction is as easy to hold as the four axes.
 */
export function deflect(x: number, y: number, inner: number, outer: number): Point {
  const length = Math.hypot(x, y);
  if (!(length > inner)) return { x: 0, y: 0 };
  const share = Math.min(1, (length - inner) / (outer - inner)) / length;
  return { x: x * share, y: y * share };
}

/** The angle in radians clockwise from +x, in 0..2π. */
export function angleOf(x: number, y: number): number {
  const angle = Math.atan2(y, x);
  return angle < 0 ? angle + TURN : angle;
}
