import { nearestFace, type Wall } from "./wall.ts";

/** Overlap in u that counts as touching. Without it, a body that rests on a wall would be pushed in every step. */
export const CONTACT_SLOP_U = 1e-6;

/**
 * The place that a circle reached, and the direction in which the wall that stopped it pushes back (0, 0 without a
 * wall).
 */
export interface Sweep {
  x: number;
  y: number;
  normalX: number;
  normalY: number;
}

/** Whether a wall reaches into a circle by more than `slop`. */
export function overlaps(
  wall: Wall,
  { x, y }: { readonly x: number; readonly y: number },
  radius: number,
  slop: number,
): boolean {
  const dx = x - clamp(x, wall.left, wall.right);
  const dy = y - clamp(y, wall.top, wall.bottom);
  return dx * dx + dy * dy < (radius - slop) * (radius - slop);
}

/** Moves a circle back inside a rectangle from (0, 0) to (`width`, `height`); returns true when it moved. */
export function keepInside(circle: Sweep, radius: number, width: number, height: number): boolean {
  const { x, y } = circle;
  if (x < radius) {
    circle.x = radius;
    circle.normalX = 1;
  } else if (x > width - radius) {
    circle.x = width - radius;
    circle.normalX = -1;
  }
  if (y < radius) {
    circle.y = radius;
    circle.normalY = 1;
  } else if (y > height - radius) {
    circle.y = height - radius;
    circle.normalY = -1;
  }
  return circle.x !== x || circle.y !== y;
}

/** Pushes a circle out of one wall by the shortest way; returns true when it moved. */
export function pushOutOfWall(circle: Sweep, radius: number, wall: Wall): boolean {
  const dx = circle.x - clamp(circle.x, wall.left, wall.right);
  const dy = circle.y - clamp(circle.y, wall.top, wall.bottom);
  const squared = dx * dx + dy * dy;
  if (squared >= (radius - CONTACT_SLOP_U) * (radius - CONTACT_SLOP_U)) return false;
  if (squared > 0) {
    const distance = Math.sqrt(squared);
    circle.normalX = dx / distance;
    circle.normalY = dy / distance;
    circle.x += circle.normalX * (radius - distance);
    circle.y += circle.normalY * (radius - distance);
    return true;
  }
  leaveByNearestSide(circle, radius, wall);
  return true;
}

/** Handles a centre inside the wall. Only a faulty map can cause this, but the circle must get out. */
function leaveByNearestSide(circle: Sweep, radius: number, wall: Wall): void {
  const { normalX, normalY } = nearestFace(wall, circle.x, circle.y);
  circle.normalX = normalX;
  circle.normalY = normalY;
  if (normalX !== 0) circle.x = normalX < 0 ? wall.left - radius : wall.right + radius;
  else circle.y = normalY < 0 ? wall.top - radius : wall.bottom + radius;
}

const clamp = (value: number, low: number, high: number): number => (value < low ? low : value > high ? high : value);
