import { createRandom } from "@fray/netcode/core";

import type { Arena } from "../arena/arena.ts";
import { snapAngle, snapPosition } from "../quantized.ts";
import { createPath, type Leg } from "./shot-path.ts";
import type { Weapon } from "./weapons/index.ts";
import { WEAPON_RULES } from "./weapons/weapon-rules.ts";

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
 * A projectile in flight, or a shot that has struck the moment it was fired. Its whole path is known at birth, so every
 * side flies it by itself.
 */
export interface Shot extends ShotBirth {
  /** Which pellet of a fan; 0 of a single shot. With `owner` and `seq` the shot's identity on every side. */
  readonly part: number;
  /** Straight pieces, in order. Only what bounces has more than one. */
  readonly legs: readonly Leg[];
  /** Length in u at which it ends by itself: a wall, the edge of the map or its range; for a hitscan shot also its target. */
  readonly reach: number;
}

/**
 * A shot in the world. It keeps the owner's data from the moment of firing: the owner may have left, died or changed
 * sides before it hits.
 */
export interface LiveShot extends Shot {
  readonly team: number;
  /** Multiplier of its damage. */
  readonly boost: number;
}

/** The shots that a birth gives rise to: the pellets of a fan, or a single one. */
export function createShots(arena: Arena, birth: ShotBirth): Shot[] {
  if (WEAPON_RULES[birth.weapon].pellets === 1) return [createShot(arena, birth, birth.angle, 0)];
  return pelletAngles(birth).map((angle, part) => createShot(arena, birth, angle, part));
}

function createShot(arena: Arena, birth: ShotBirth, angleWanted: number, part: number): Shot {
  const x = snapPosition(birth.x);
  const y = snapPosition(birth.y);
  const angle = snapAngle(angleWanted);
  const legs = createPath(arena, x, y, angle, WEAPON_RULES[birth.weapon]);
  const last = legs.at(-1);
  return { ...birth, x, y, angle, part, legs, reach: last ? last.start + last.length : 0 };
}

/**
 * A fan of pellets, each a little off its place in it. It follows from who fired and the number of the input, which both
 * sides know before a word is exchanged, so nothing of it is sent.
 */
function pelletAngles({ owner, seq, angle, weapon }: ShotBirth): number[] {
  const { pellets, spread_rad: spread, jitter_rad: jitter } = WEAPON_RULES[weapon];
  const random = createRandom(Math.imul(owner, 0x9e3779b1) ^ seq);
  const middle = (pellets - 1) / 2;
  return Array.from({ length: pellets }, (_, part) => {
    const place = ((part - middle) / middle) * spread;
    return snapAngle(angle) + place + (random() * 2 - 1) * jitter;
  });
}

/** How far in u a shot has flown `seconds` after it was fired, not beyond where it ends. */
export function flownDistance(shot: Shot, seconds: number): number {
  const { kind, muzzle_u: muzzle, speed_u_per_s: speed } = WEAPON_RULES[shot.weapon];
  if (kind === "hitscan") return shot.reach;
  return Math.min(shot.reach, muzzle + speed * Math.max(0, seconds));
}

/** Seconds from when a shot is fired until it ends by itself. */
export function flightTime(shot: Shot): number {
  const { kind, muzzle_u: muzzle, speed_u_per_s: speed } = WEAPON_RULES[shot.weapon];
  if (kind === "hitscan") return 0;
  return Math.max(0, (shot.reach - muzzle) / speed);
}

/** Whether a shot is in the air for a while. Others have struck the moment they are fired. */
export const flies = ({ weapon }: Pick<Shot, "weapon">): boolean => WEAPON_RULES[weapon].kind === "projectile";

/** Whether a shot ends in an explosion, wherever it ends. */
export const explodes = ({ weapon }: Pick<Shot, "weapon">): boolean => WEAPON_RULES[weapon].blast !== undefined;
