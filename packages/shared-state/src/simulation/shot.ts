import { createRandom } from "@fray/netcode/core";

import type { Arena } from "../arena/arena.ts";
import { snapAngle, snapPosition } from "../quantized.ts";
import { aimLeg, createPath, type Leg } from "./shot-path.ts";
import type { ShotPool } from "./shot-pool.ts";
import { PRIMARY, type Weapon } from "./weapons/index.ts";
import { WEAPON_RULES } from "./weapons/weapon-rules.ts";

/** The data of a shot at the moment of firing. It is sent once, and the whole flight follows from it. */
export interface ShotBirth {
  readonly owner: number;
  /** Number of the input that fired the shot. */
  readonly seq: number;
  readonly weapon: Weapon;
  /** The place of firing (the owner's centre), in u. */
  readonly x: number;
  readonly y: number;
  /** Radians clockwise from +x. */
  readonly angle: number;
  /** Tick in which the shot was fired. The shot first moves in the next tick. */
  readonly bornTick: number;
}

/**
 * A projectile in flight, or a hitscan shot. Its whole path is known when it is fired, so server and clients simulate
 * it separately.
 */
export interface Shot extends ShotBirth {
  /**
   * Number of the pellet in a fan; 0 for a single shot. With `owner` and `seq` it identifies the shot on the server
   * and the clients.
   */
  readonly part: number;
  /** The straight pieces of the shot's path, in order. Only a bouncing shot has more than one piece. */
  readonly legs: readonly Leg[];
  /**
   * Length in u at which the path ends without a hit: at a wall, at the edge of the map or at the maximum range. The
   * path of a hitscan shot also ends at its target.
   */
  readonly reach: number;
}

/**
 * A shot in the world. It keeps the owner's data from the moment of firing: the owner may have left, died or changed
 * sides before it hits.
 */
export interface LiveShot extends Shot {
  readonly team: number;
  /** Factor by which the damage of the shot is multiplied. */
  readonly boost: number;
}

/** A shot that is about to be fired. A client does not know the side and the boost of the shooter. */
export type Firing = ShotBirth & Partial<Pick<LiveShot, "team" | "boost">>;

/** Creates the shots of one firing, out of a pool if there is one: the pellets of a fan, or a single shot. */
export function createShots(arena: Arena, firing: Firing, pool?: ShotPool<LiveShot>): LiveShot[] {
  if (WEAPON_RULES[firing.weapon].pellets === 1) {
    const shot = createShot(arena, firing, 0, pool);
    return pool?.listOf(shot) ?? [shot];
  }
  return pelletAngles(firing).map((angle, part) => createShot(arena, firing, part, pool, angle));
}

/** The parts of a shot from which all others follow. */
export type ShotOrigin = ShotBirth & Pick<LiveShot, "part" | "team" | "boost">;

/** Creates a flying shot again from what is known of it. */
export const restoreShot = (arena: Arena, origin: ShotOrigin): LiveShot => createShot(arena, origin, origin.part);

function createShot(
  arena: Arena,
  firing: Firing,
  part: number,
  pool?: ShotPool<LiveShot>,
  angle = firing.angle,
): LiveShot {
  const shot: Reused = pool?.take() ?? emptyShot();
  const { weapon, team = 0, boost = 1 } = firing;
  shot.owner = firing.owner;
  shot.seq = firing.seq;
  shot.weapon = weapon;
  shot.x = snapPosition(firing.x);
  shot.y = snapPosition(firing.y);
  shot.angle = snapAngle(angle);
  shot.bornTick = firing.bornTick;
  shot.part = part;
  shot.team = team;
  shot.boost = boost;
  const rules = WEAPON_RULES[weapon];
  const [leg] = shot.legs;
  if (leg && shot.legs.length === 1 && !rules.bounces) aimLeg(leg, arena, shot, rules);
  else shot.legs = createPath(arena, shot.x, shot.y, shot.angle, rules);
  const last = shot.legs.at(-1);
  shot.reach = last ? last.start + last.length : 0;
  return shot;
}

type Reused = { -readonly [Name in keyof LiveShot]: LiveShot[Name] };

/** All shots are made here: objects of one shape keep the loops over shots fast. */
const emptyShot = (): LiveShot => ({
  owner: 0,
  seq: 0,
  weapon: PRIMARY.name,
  x: 0,
  y: 0,
  angle: 0,
  bornTick: 0,
  part: 0,
  legs: [],
  reach: 0,
  team: 0,
  boost: 1,
});

/** Ends the path of a hitscan shot at its target, `distance` u from its start. */
export function endAt(shot: Reused, distance: number): void {
  shot.reach = distance;
}

/** Copies a shot. The world reuses its own shots after they have ended. */
export const copyShot = <Copied extends Shot>(shot: Copied): Copied => ({
  ...shot,
  legs: shot.legs.map((leg) => ({ ...leg })),
});

/**
 * Computes the angles of a fan's pellets, each with a small offset. They follow from the shooter and the input's
 * number, which both sides know in advance, so they are not sent.
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

/** Returns how far in u a shot has flown `seconds` after it was fired, not beyond its end. */
export function flownDistance(shot: Shot, seconds: number): number {
  const { kind, muzzle_u: muzzle, speed_u_per_s: speed } = WEAPON_RULES[shot.weapon];
  if (kind === "hitscan") return shot.reach;
  return Math.min(shot.reach, muzzle + speed * Math.max(0, seconds));
}

/** Returns the seconds from firing a shot until it ends without a hit. */
export function flightTime(shot: Shot): number {
  const { kind, muzzle_u: muzzle, speed_u_per_s: speed } = WEAPON_RULES[shot.weapon];
  if (kind === "hitscan") return 0;
  return Math.max(0, (shot.reach - muzzle) / speed);
}

/** Whether a shot flies for a while. Hitscan shots hit at the moment of firing. */
export const flies = ({ weapon }: Pick<Shot, "weapon">): boolean => WEAPON_RULES[weapon].kind === "projectile";

/** Whether a shot ends in an explosion. */
export const explodes = ({ weapon }: Pick<Shot, "weapon">): boolean => WEAPON_RULES[weapon].blast !== undefined;
