import { type EventsOf, namesOf } from "@fray/netcode/core";

import type { Arena } from "../arena/arena.ts";
import { angleToSteps, snapPosition, stepsToAngle } from "../quantized.ts";
import { PRIMARY, WEAPON_RULES, weaponCode, weaponOf } from "../rules.ts";
import { DEEDS, type DeedDone } from "../simulation/deed.ts";
import type { Blast, BodyDied, BodyHit, ShotFired } from "../simulation/events.ts";
import { createShots, type Shot, type ShotBirth } from "../simulation/shot.ts";

/**
 * Message type of the events of a tick. The server sends them right after that tick's patch. For clients that read
 * snapshot records they are part of the patch; `sync/receive-events.ts` receives both.
 */
export const EVENTS = "events";

/**
 * `[owner id, input number, x, y, angle, weapon, distance at which it ended]`. The weapon is left out for the primary, the
 * end for all but hitscan weapons: the rest follows. Coordinates and distances are in 1/256 u, the angle in 1/65536 turn, the
 * weapon is its place in `WEAPONS`. Fired in `tick`.
 */
export type WireShot = readonly [
  owner: number,
  seq: number,
  x: number,
  y: number,
  angle: number,
  weapon?: number,
  hitscanEnd?: number,
];

/** `[shot's owner id, shot's input number, victim id, distance along the path, damage, pellet]`, the pellet 0 left out */
export type WireHit = readonly [
  owner: number,
  seq: number,
  victim: number,
  distance: number,
  damage: number,
  part?: number,
];

/** `[shot's owner id, shot's input number, x, y, weapon]` of an explosion */
export type WireBlast = readonly [owner: number, seq: number, x: number, y: number, weapon: number];

/** `[victim id, killer id, weapon, distance the victim had gone from where the killer saw it]` */
export type WireDeath = readonly [victim: number, killer: number, weapon: number, movedSinceSeen: number];

/** `[place in the list of pickups, taker's id]`. The id is 0 for a taker that the client can't see. */
export type WirePickup = readonly [index: number, taker: number];

/** `[index in DEEDS, id of the fighter, count, victim id]`: see `DeedDone` */
export type WireDeed = readonly [deed: number, by: number, count: number, victim: number];

/** One list per kind of event. */
export interface EventLists {
  readonly shots: WireShot;
  readonly hits: WireHit;
  readonly blasts: WireBlast;
  readonly deaths: WireDeath;
  readonly pickups: WirePickup;
  readonly deeds: WireDeed;
}
export type EventList = keyof EventLists;

/** The least number of numbers in an event of each list. The index of a list stands for it in records. */
export const EVENT_NUMBERS = {
  shots: 5,
  hits: 5,
  blasts: 5,
  deaths: 4,
  pickups: 2,
  deeds: 4,
} as const satisfies Readonly<Record<EventList, number>>;
export const EVENT_LISTS: readonly EventList[] = namesOf(EVENT_NUMBERS);

/**
 * A client receives the shots, hits, blasts and pickups that it can see, and those of its own body. Deaths, deeds
 * and the taking of the Overdrive go to all clients; in large rooms, deaths and deeds only to clients that can see them. A list that is
 * absent is empty.
 */
export type EventsMessage = Readonly<EventsDraft>;

/** A message while its events are being collected. */
export type EventsDraft = EventsOf<EventLists>;

const UNITS = 256;

export function writeShot({ birth, shots }: ShotFired): WireShot {
  const { owner, seq, weapon, x, y, angle } = birth;
  const common = [
    owner,
    seq,
    writeDistance(snapPosition(x)),
    writeDistance(snapPosition(y)),
    angleToSteps(angle),
  ] as const;
  if (weapon === PRIMARY.name) return common;
  if (WEAPON_RULES[weapon].kind === "hitscan")
    return [...common, weaponCode(weapon), writeDistance(shots[0]?.reach ?? 0)];
  return [...common, weaponCode(weapon)];
}

/**
 * Reads the fired shots: projectiles exactly as the server simulates them, hitscan shots with the precision of the
 * wire format.
 */
export function readShots(
  arena: Arena,
  tick: number,
  [owner, seq, x, y, angle, weapon = 0, hitscanEnd]: WireShot,
): Shot[] {
  const birth: ShotBirth = {
    owner,
    seq,
    weapon: weaponOf(weapon),
    x: snapPosition(readDistance(x)),
    y: snapPosition(readDistance(y)),
    angle: stepsToAngle(angle),
    bornTick: tick,
  };
  const shots = createShots(arena, birth);
  if (hitscanEnd === undefined) return shots;
  const reach = readDistance(hitscanEnd);
  return shots.map((shot) => Object.assign(shot, { reach }));
}

export function writeHit({ shot, victim, distance, damage }: BodyHit): WireHit {
  const common = [shot.owner, shot.seq, victim, writeDistance(distance), damage] as const;
  return shot.part === 0 ? common : [...common, shot.part];
}

export const writeBlast = ({ shot, x, y }: Blast): WireBlast => [
  shot.owner,
  shot.seq,
  writeDistance(x),
  writeDistance(y),
  weaponCode(shot.weapon),
];

export const writeDeath = ({ victim, killer, weapon, movedSinceSeen }: BodyDied): WireDeath => [
  victim,
  killer,
  weaponCode(weapon),
  writeDistance(movedSinceSeen),
];

export const writeDeed = ({ deed, by, count, victim }: DeedDone): WireDeed => [DEEDS.indexOf(deed), by, count, victim];

export const writeDistance = (distance: number): number => Math.round(distance * UNITS);
export const readDistance = (distance: number): number => distance / UNITS;
