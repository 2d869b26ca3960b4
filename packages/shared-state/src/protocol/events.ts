import type { Arena } from "../arena/arena.ts";
import { angleToSteps, snapPosition, stepsToAngle } from "../schema/quantized.ts";
import { createShot, type Shot } from "../simulation/shot.ts";

/** Message type under which the server tells a client what happened in a tick, right after that tick's patch. */
export const EVENTS = "events";

/** `[owner id, input number, x, y, angle]`: coordinates in 1/256 u, the angle in 1/65536 turn. Born in `tick`. */
export type WireShot = readonly [owner: number, seq: number, x: number, y: number, angle: number];

/** `[shot's owner id, shot's input number, victim id, distance along the path in 1/256 u, damage]` */
export type WireHit = readonly [owner: number, seq: number, victim: number, distance: number, damage: number];

/** `[victim id, killer id]` */
export type WireDeath = readonly [victim: number, killer: number];

/** Shots and hits come to those who can see them, deaths to everybody. Absent lists are empty. */
export interface EventsMessage {
  readonly tick: number;
  readonly shots?: readonly WireShot[];
  readonly hits?: readonly WireHit[];
  readonly deaths?: readonly WireDeath[];
}

const UNITS = 256;

export const writeShot = (shot: Shot): WireShot => [
  shot.owner,
  shot.seq,
  Math.round(shot.x * UNITS),
  Math.round(shot.y * UNITS),
  angleToSteps(shot.angle),
];

/** The shot exactly as the server flies it. */
export const readShot = (arena: Arena, tick: number, [owner, seq, x, y, angle]: WireShot): Shot =>
  createShot(arena, {
    owner,
    seq,
    x: snapPosition(x / UNITS),
    y: snapPosition(y / UNITS),
    angle: stepsToAngle(angle),
    bornTick: tick,
  });

export const writeDistance = (distance: number): number => Math.round(distance * UNITS);
export const readDistance = (distance: number): number => distance / UNITS;
