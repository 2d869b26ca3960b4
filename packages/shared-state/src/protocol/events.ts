import type { Arena } from "../arena/arena.ts";
import { angleToSteps, snapPosition, stepsToAngle } from "../schema/quantized.ts";
import type { Weapon } from "../simulation/rules.ts";
import { createShot, type Shot } from "../simulation/shot.ts";

/** Message type under which the server tells a client what happened in a tick, right after that tick's patch. */
export const EVENTS = "events";

/**
 * `[owner id, input number, x, y, angle]` of a pulse, and the distance at which it ended besides of a rail. Coordinates
 * and distances are in 1/256 u, the angle in 1/65536 turn. Fired in `tick`.
 */
export type WireShot = readonly [owner: number, seq: number, x: number, y: number, angle: number, railEnd?: number];

/** `[shot's owner id, shot's input number, victim id, distance along the path, damage]` */
export type WireHit = readonly [owner: number, seq: number, victim: number, distance: number, damage: number];

/** Stands for a weapon on the wire, by its place in this list. */
export const WEAPONS = ["pulse", "rail"] as const satisfies readonly Weapon[];

/** `[victim id, killer id, weapon, distance the victim had gone from where the killer saw it]` */
export type WireDeath = readonly [victim: number, killer: number, weapon: number, movedSinceSeen: number];

/** `[place in the list of pickups, taker's id]` */
export type WirePickup = readonly [index: number, taker: number];

/** Shots and hits come to those who can see them, deaths and pickups to everybody. Absent lists are empty. */
export interface EventsMessage {
  readonly tick: number;
  readonly shots?: readonly WireShot[];
  readonly hits?: readonly WireHit[];
  readonly deaths?: readonly WireDeath[];
  readonly pickups?: readonly WirePickup[];
}

const UNITS = 256;

export function writeShot(shot: Shot): WireShot {
  const common = [
    shot.owner,
    shot.seq,
    writeDistance(shot.x),
    writeDistance(shot.y),
    angleToSteps(shot.angle),
  ] as const;
  return shot.weapon === "rail" ? [...common, writeDistance(shot.reach)] : common;
}

/** A pulse exactly as the server flies it; a rail to within what the wire carries. */
export function readShot(arena: Arena, tick: number, [owner, seq, x, y, angle, railEnd]: WireShot): Shot {
  const shot = createShot(arena, {
    owner,
    seq,
    weapon: railEnd === undefined ? "pulse" : "rail",
    x: snapPosition(readDistance(x)),
    y: snapPosition(readDistance(y)),
    angle: stepsToAngle(angle),
    bornTick: tick,
  });
  return railEnd === undefined ? shot : { ...shot, reach: readDistance(railEnd) };
}

export const writeDistance = (distance: number): number => Math.round(distance * UNITS);
export const readDistance = (distance: number): number => distance / UNITS;
