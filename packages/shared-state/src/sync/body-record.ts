import type { ByteReader, ByteWriter } from "@fray/netcode/core";

import type { Player } from "../schema/player.ts";
import { angleToSteps, positionToSteps, stepsToAngle, stepsToPosition } from "../schema/quantized.ts";

/** What everybody who sees a body is told of it, in the whole numbers that cross the wire. */
export interface BodyValues {
  x: number;
  y: number;
  aim: number;
  health: number;
  armour: number;
  charge: number;
  /** Bits of `FLAG`. */
  flags: number;
  special: number;
  lives: number;
  teleports: number;
  team: number;
}

/**
 * What changes together is sent together: bits of a record's first byte. `place` stands for the two lowest bits; the two
 * highest are the signs of a short step.
 */
export const GROUP = { place: 0b11, aim: 1 << 2, vitals: 1 << 3, charge: 1 << 4, signs: 1 << 5 } as const;
export const ALL_GROUPS = GROUP.place | GROUP.aim | GROUP.vitals | GROUP.charge | GROUP.signs;
/** The longest record there is, in bytes. */
export const MAX_RECORD_BYTES = 15;

const FLAG = { alive: 1, shielded: 2, overdriven: 4 } as const;

/** How a place is written: as a step from the last one where that is short enough. */
const PLACE = { near: 1, far: 2, absolute: 3 } as const;
/** Reach of a step in 1/256 u: of 9 bits for each axis, or of 12. A run at 20 Hz makes 128, a dash 420. */
const NEAR = 256;
const FAR = 2048;
const LEFT = 1 << 6;
const UP = 1 << 7;

export const emptyValues = (): BodyValues => ({
  x: 0,
  y: 0,
  aim: 0,
  health: 0,
  armour: 0,
  charge: 0,
  flags: 0,
  special: 0,
  lives: 0,
  teleports: 0,
  team: 0,
});

/** Takes a body's values as they are now, and returns the groups that have changed. */
export function updateValues(values: BodyValues, player: Player): number {
  const x = positionToSteps(player.x);
  const y = positionToSteps(player.y);
  const aim = angleToSteps(player.aim);
  const { health, armour, railCharge: charge, special, lives, teleports, team } = player;
  const flags =
    (player.alive ? FLAG.alive : 0) | (player.shielded ? FLAG.shielded : 0) | (player.overdriven ? FLAG.overdriven : 0);
  let changed = 0;
  if (x !== values.x || y !== values.y) changed |= GROUP.place;
  if (aim !== values.aim) changed |= GROUP.aim;
  if (health !== values.health || armour !== values.armour) changed |= GROUP.vitals;
  if (charge !== values.charge) changed |= GROUP.charge;
  if (
    flags !== values.flags ||
    special !== values.special ||
    lives !== values.lives ||
    teleports !== values.teleports ||
    team !== values.team
  ) {
    changed |= GROUP.signs;
  }
  values.x = x;
  values.y = y;
  values.aim = aim;
  values.health = health;
  values.armour = armour;
  values.charge = charge;
  values.flags = flags;
  values.special = special;
  values.lives = lives;
  values.teleports = teleports;
  values.team = team;
  return changed;
}

/**
 * Writes the groups that are set in `groups`; none writes a record that changes nothing. `from` is the place its reader
 * has, left out for one who has none. Reserve `MAX_RECORD_BYTES` for it.
 */
export function writeRecord(
  writer: ByteWriter,
  values: BodyValues,
  groups: number,
  from?: { readonly x: number; readonly y: number },
): void {
  const dx = from ? values.x - from.x : Infinity;
  const dy = from ? values.y - from.y : Infinity;
  const place =
    groups & GROUP.place && (fits(NEAR, dx, dy) ? PLACE.near : fits(FAR, dx, dy) ? PLACE.far : PLACE.absolute);
  const head = (groups & ~GROUP.place) | place;
  if (place === PLACE.near) {
    writer.uint8(head | (dx < 0 ? LEFT : 0) | (dy < 0 ? UP : 0));
    writer.uint8(dx);
    writer.uint8(dy);
  } else if (place === PLACE.far) {
    writer.uint8(head);
    writer.uint8(dx);
    writer.uint8(((dx >> 8) & 0xf) | (dy << 4));
    writer.uint8(dy >> 4);
  } else {
    writer.uint8(head);
    if (place === PLACE.absolute) {
      writer.uint16(values.x);
      writer.uint16(values.y);
    }
  }
  if (groups & GROUP.aim) writer.uint16(values.aim);
  if (groups & GROUP.vitals) {
    writer.uint8(values.health);
    writer.uint8(values.armour);
  }
  if (groups & GROUP.charge) writer.uint8(values.charge);
  if (groups & GROUP.signs) {
    writer.uint8(values.flags);
    writer.uint8(values.special);
    writer.uint8(values.lives);
    writer.uint8(values.teleports);
    writer.uint8(values.team);
  }
}

/** Reads a record onto the values of the last one, and returns the groups that were in it. */
export function readRecord(reader: ByteReader, values: BodyValues): number {
  const head = reader.uint8();
  const place = head & GROUP.place;
  if (place === PLACE.near) {
    values.x += reader.uint8() - (head & LEFT ? NEAR : 0);
    values.y += reader.uint8() - (head & UP ? NEAR : 0);
  } else if (place === PLACE.far) {
    const bits = reader.uint16() | (reader.uint8() << 16);
    values.x += (bits << 20) >> 20;
    values.y += (bits << 8) >> 20;
  } else if (place === PLACE.absolute) {
    values.x = reader.uint16();
    values.y = reader.uint16();
  }
  if (head & GROUP.aim) values.aim = reader.uint16();
  if (head & GROUP.vitals) {
    values.health = reader.uint8();
    values.armour = reader.uint8();
  }
  if (head & GROUP.charge) values.charge = reader.uint8();
  if (head & GROUP.signs) {
    values.flags = reader.uint8();
    values.special = reader.uint8();
    values.lives = reader.uint8();
    values.teleports = reader.uint8();
    values.team = reader.uint8();
  }
  return place === 0 ? head & ALL_GROUPS : (head & ALL_GROUPS) | GROUP.place;
}

/** Gives a body the values of some groups, to the bit what a schema's patch would have given it. */
export function showValues(player: Player, values: BodyValues, groups: number): void {
  if (groups & GROUP.place) {
    player.x = stepsToPosition(values.x);
    player.y = stepsToPosition(values.y);
  }
  if (groups & GROUP.aim) player.aim = stepsToAngle(values.aim);
  if (groups & GROUP.vitals) {
    player.health = values.health;
    player.armour = values.armour;
  }
  if (groups & GROUP.charge) player.railCharge = values.charge;
  if (groups & GROUP.signs) {
    player.alive = (values.flags & FLAG.alive) !== 0;
    player.shielded = (values.flags & FLAG.shielded) !== 0;
    player.overdriven = (values.flags & FLAG.overdriven) !== 0;
    player.special = values.special;
    player.lives = values.lives;
    player.teleports = values.teleports;
    player.team = values.team;
  }
}

const fits = (reach: number, dx: number, dy: number): boolean =>
  dx >= -reach && dx < reach && dy >= -reach && dy < reach;
