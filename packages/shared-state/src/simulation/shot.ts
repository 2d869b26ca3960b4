import type { Arena } from "../arena/arena.ts";
import { snapAngle, snapPosition } from "../schema/quantized.ts";
import { PULSE, RAIL, type Weapon } from "./rules.ts";
import { directionOf } from "./trigonometry.ts";

/**
 * A shot: a pulse in flight, or a rail that has struck the moment it was fired. Its whole path follows from how it was born, so it is sent once, as an event, and every side
 * flies it by itself.
 */
export interface Shot {
  readonly owner: number;
  /** Number of the input that fired it: with `owner`, the shot's identity on every side. */
  readonly seq: number;
  readonly weapon: Weapon;
  /** Where it was fired (the owner's centre), in u. */
  readonly x: number;
  readonly y: number;
  /** Radians clockwise from +x. */
  readonly angle: number;
  readonly directionX: number;
  readonly directionY: number;
  /** Tick in which it was fired; it first moves in the next one. */
  readonly bornTick: number;
  /** Distance in u at which it ends by itself: a wall, the edge of the map or its range; for a rail also its target. */
  readonly reach: number;
}

/** The shot that `owner` fires from (`x`, `y`) at `angle`, with its path worked out. */
export function createShot(
  arena: Arena,
  birth: Pick<Shot, "owner" | "seq" | "weapon" | "x" | "y" | "angle" | "bornTick">,
): Shot {
  const x = snapPosition(birth.x);
  const y = snapPosition(birth.y);
  const angle = snapAngle(birth.angle);
  const direction = directionOf(angle);
  return {
    owner: birth.owner,
    seq: birth.seq,
    weapon: birth.weapon,
    x,
    y,
    angle,
    directionX: direction.x,
    directionY: direction.y,
    bornTick: birth.bornTick,
    reach: arena.raycast(x, y, direction.x, direction.y, birth.weapon === "rail" ? RAIL.range_u : PULSE.range_u),
  };
}

/** How far in u a shot has flown `seconds` after it was fired, not beyond where it ends. */
export function flownDistance(shot: Shot, seconds: number): number {
  return Math.min(shot.reach, PULSE.muzzle_u + PULSE.speed_u_per_s * Math.max(0, seconds));
}

/**
 * Where a stretch of a shot's path first touches a circle, as a distance from the path's start in u;
 * undefined when it doesn't between `from` and `to`.
 */
export function touchDistance(
  shot: Shot,
  from: number,
  to: number,
  circle: { x: number; y: number },
  radius: number,
): number | undefined {
  const offsetX = circle.x - shot.x;
  const offsetY = circle.y - shot.y;
  const along = offsetX * shot.directionX + offsetY * shot.directionY;
  const squaredMiss = offsetX * offsetX + offsetY * offsetY - along * along;
  const squaredReach = radius * radius - squaredMiss;
  if (squaredReach < 0) return undefined;
  const half = Math.sqrt(squaredReach);
  if (along + half < from || along - half > to) return undefined;
  return Math.max(from, along - half);
}
