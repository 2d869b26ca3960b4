import type { Arena } from "../arena/arena.ts";
import { setDirection } from "./trigonometry.ts";

/** A straight piece of a shot's path. Lengths in u. */
export interface Leg {
  readonly x: number;
  readonly y: number;
  /** A unit vector. */
  readonly directionX: number;
  readonly directionY: number;
  /** Length of the path before this leg. */
  readonly start: number;
  readonly length: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Enough for an orb fired straight across a gap that fits a body; in a narrower gap the orb's path ends early. */
const MAX_LEGS = 96;

/**
 * Computes the path of a shot from (`x`, `y`) at `angle`: to the first wall, the edge of the map or its range; a
 * bouncing shot continues from a wall. Uses only + - * / and comparisons, so that server and clients get the same
 * bits.
 */
export function createPath(
  arena: Arena,
  x: number,
  y: number,
  angle: number,
  rules: { readonly range_u: number; readonly radius_u: number; readonly bounces?: boolean },
): Leg[] {
  const first: Leg = { x: 0, y: 0, directionX: 0, directionY: 0, start: 0, length: 0 };
  aimLeg(first, arena, { x, y, angle }, rules);
  if (!rules.bounces) return [first];
  const legs: Leg[] = [];
  let leg: Omit<Leg, "length"> = first;
  while (legs.length < MAX_LEGS) {
    const hit = arena.bounce(leg.x, leg.y, leg.directionX, leg.directionY, rules.range_u - leg.start, rules.radius_u);
    legs.push({ ...leg, length: hit.distance });
    if (leg.start + hit.distance >= rules.range_u || (hit.normalX === 0 && hit.normalY === 0)) break;
    leg = {
      x: leg.x + leg.directionX * hit.distance,
      y: leg.y + leg.directionY * hit.distance,
      directionX: hit.normalX === 0 ? leg.directionX : -leg.directionX,
      directionY: hit.normalY === 0 ? leg.directionY : -leg.directionY,
      start: leg.start + hit.distance,
    };
  }
  return legs;
}

/** Makes `leg` the straight path from a place at an angle. A leg that is used again leaves no garbage. */
export function aimLeg(
  leg: { -readonly [Name in keyof Leg]: Leg[Name] },
  arena: Arena,
  from: Place & { readonly angle: number },
  { range_u: range }: { readonly range_u: number },
): void {
  leg.x = from.x;
  leg.y = from.y;
  setDirection(leg, from.angle);
  leg.start = 0;
  leg.length = arena.raycast(leg.x, leg.y, leg.directionX, leg.directionY, range);
}

/** Returns the leg of a path at `distance` u; beyond the end, the last leg. */
export function legAt(legs: readonly Leg[], distance: number): Leg {
  const leg = legs.find(({ start, length }) => distance <= start + length) ?? legs.at(-1);
  if (!leg) throw new Error("a path has at least one leg");
  return leg;
}

/** Returns the place on a path at `distance` u. */
export function pointAt({ legs }: { readonly legs: readonly Leg[] }, distance: number): Place {
  const leg = legAt(legs, distance);
  const along = distance - leg.start;
  return { x: leg.x + leg.directionX * along, y: leg.y + leg.directionY * along };
}

/**
 * Returns where a path first touches a circle between the distances `from` and `to`: a distance from the path's start
 * in u, or undefined when the path does not touch it there.
 */
export function touchDistance(
  { legs }: { readonly legs: readonly Leg[] },
  from: number,
  to: number,
  circle: Place,
  radius: number,
): number | undefined {
  for (const leg of legs) {
    if (leg.start + leg.length < from) continue;
    if (leg.start > to) return undefined;
    const touched = touchOnLeg(leg, Math.max(from, leg.start), Math.min(to, leg.start + leg.length), circle, radius);
    if (touched !== undefined) return touched;
  }
  return undefined;
}

function touchOnLeg(leg: Leg, from: number, to: number, circle: Place, radius: number): number | undefined {
  const offsetX = circle.x - leg.x;
  const offsetY = circle.y - leg.y;
  const along = offsetX * leg.directionX + offsetY * leg.directionY;
  const squaredMiss = offsetX * offsetX + offsetY * offsetY - along * along;
  const squaredReach = radius * radius - squaredMiss;
  if (squaredReach < 0) return undefined;
  const half = Math.sqrt(squaredReach);
  const middle = along + leg.start;
  if (middle + half < from || middle - half > to) return undefined;
  return Math.max(from, middle - half);
}
