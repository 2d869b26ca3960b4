import { createRandom } from "@fray/netcode/core";

import type { Arena } from "../arena/arena.ts";
import { snapAngle, snapPosition } from "../schema/quantized.ts";
import { PROJECTILES, RAIL, SCATTER, type Weapon } from "./rules.ts";
import { createPath, type Leg } from "./shot-path.ts";

/** All there is to know of a shot at the moment it is fired: it is sent once, and everything follows from it. */
export interface ShotBirth {
  readonly owner: number;
  /** Number of the input that fired it. */
  readonly seq: number;
  readonly weapon: Weapon;
  /** Where it was fired (the owner's centre), in u. */
  readonly x: number;
  readonly y: number;
  /** Radians clockwise from +x. */
  readonly angle: number;
  /** Tick in which it was fired; it first moves in the next one. */
  readonly bornTick: number;
}

/**
 * A projectile in flight, or a rail that has struck the moment it was fired. Its whole path is known at birth, so every
 * side flies it by itself.
 */
export interface Shot extends ShotBirth {
  /** Which pellet of a scatter; 0 of all else. With `owner` and `seq` the shot's identity on every side. */
  readonly part: number;
  /** Straight pieces, in order. Only what bounces has more than one. */
  readonly legs: readonly Leg[];
  /** Length in u at which it ends by itself: a wall, the edge of the map or its range; for a rail also its target. */
  readonly reach: number;
}

/**
 * A shot in the world. What its owner was when it was fired stays with it: the owner may have left, died or changed
 * sides by the time it strikes.
 */
export interface LiveShot extends Shot {
  readonly team: number;
  /** What its damage is multiplied by. */
  readonly boost: number;
}

/** The shots that a birth gives rise to: a scatter's pellets, one of everything else. */
export function createShots(arena: Arena, birth: ShotBirth): Shot[] {
  if (birth.weapon !== "scatter") return [createShot(arena, birth, birth.angle, 0)];
  return pelletAngles(birth).map((angle, part) => createShot(arena, birth, angle, part));
}

function createShot(arena: Arena, birth: ShotBirth, angleWanted: number, part: number): Shot {
  const { weapon } = birth;
  const x = snapPosition(birth.x);
  const y = snapPosition(birth.y);
  const angle = snapAngle(angleWanted);
  const rules = weapon === "rail" ? { range_u: RAIL.range_u, radius_u: 0 } : PROJECTILES[weapon];
  const legs = createPath(arena, x, y, angle, rules);
  const last = legs.at(-1);
  return { ...birth, x, y, angle, part, legs, reach: last ? last.start + last.length : 0 };
}

/**
 * A fan of pellets, each a little off its place in it. It follows from who fired and the number of the input, which both
 * sides know before a word is exchanged, so nothing of it is sent.
 */
function pelletAngles({ owner, seq, angle }: ShotBirth): number[] {
  const random = createRandom(Math.imul(owner, 0x9e3779b1) ^ seq);
  const middle = (SCATTER.pellets - 1) / 2;
  return Array.from({ length: SCATTER.pellets }, (_, part) => {
    const place = ((part - middle) / middle) * SCATTER.spread_rad;
    return snapAngle(angle) + place + (random() * 2 - 1) * SCATTER.jitter_rad;
  });
}

/** How far in u a shot has flown `seconds` after it was fired, not beyond where it ends. */
export function flownDistance(shot: Shot, seconds: number): number {
  if (shot.weapon === "rail") return shot.reach;
  const { muzzle_u: muzzle, speed_u_per_s: speed } = PROJECTILES[shot.weapon];
  return Math.min(shot.reach, muzzle + speed * Math.max(0, seconds));
}

/** Seconds from when a shot is fired until it ends by itself. */
export function flightTime(shot: Shot): number {
  if (shot.weapon === "rail") return 0;
  const { muzzle_u: muzzle, speed_u_per_s: speed } = PROJECTILES[shot.weapon];
  return Math.max(0, (shot.reach - muzzle) / speed);
}

/** Whether a shot ends in an explosion, wherever it ends. */
export const explodes = ({ weapon }: Pick<Shot, "weapon">): boolean =>
  weapon !== "rail" && PROJECTILES[weapon].blast !== undefined;
