import type { ByteReader, ByteWriter } from "@fray/netcode/core";

import type { Player } from "../schema/player.ts";
import { stepsToVelocity, velocityToSteps } from "../schema/quantized.ts";

/** What only a body's owner is told, in the order of the bits of a mask. Those after the two speeds are bytes. */
const BYTES = [
  "dashSteps",
  "dashCooldown",
  "fireCooldown",
  "ammo",
  "reloadSteps",
  "specialAmmo",
  "specialCooldown",
  "teleportCooldown",
  "inputDepth",
] as const satisfies readonly (keyof Player)[];
const VX = 1;
const VY = 2;
const FIRST_BYTE = 2;
const RESPAWN_TICK = 1 << (FIRST_BYTE + BYTES.length);

/** The longest record of an owner there is, in bytes. */
export const MAX_OWN_RECORD_BYTES = 2 + 2 * 2 + BYTES.length + 4;

/** The values an owner was last told. */
export type OwnValues = number[];

/** Nothing told yet: the next record has everything. */
export const nothingTold = (): OwnValues => [];

/** Writes what has changed since an owner was last told, and notes that they were. Writes nothing and returns false if nothing has. */
export function writeOwnRecord(writer: ByteWriter, player: Player, told: OwnValues): boolean {
  const start = writer.skip(2);
  let mask = 0;
  const vx = velocityToSteps(player.vx);
  const vy = velocityToSteps(player.vy);
  if (told[0] !== vx) {
    told[0] = vx;
    mask |= VX;
    writer.uint16(vx);
  }
  if (told[1] !== vy) {
    told[1] = vy;
    mask |= VY;
    writer.uint16(vy);
  }
  let place = FIRST_BYTE;
  for (const field of BYTES) {
    const value = player[field];
    if (told[place] !== value) {
      told[place] = value;
      mask |= 1 << place;
      writer.uint8(value);
    }
    place++;
  }
  if (told[place] !== player.respawnTick) {
    told[place] = player.respawnTick;
    mask |= RESPAWN_TICK;
    writer.uint32(player.respawnTick);
  }
  if (mask === 0) {
    writer.length = start;
    return false;
  }
  writer.bytes[start] = mask;
  writer.bytes[start + 1] = mask >> 8;
  return true;
}

/** Reads such a record into the owner's body. */
export function readOwnRecord(reader: ByteReader, player: Player): void {
  const mask = reader.uint16();
  if (mask & VX) player.vx = stepsToVelocity(reader.uint16());
  if (mask & VY) player.vy = stepsToVelocity(reader.uint16());
  for (const [index, field] of BYTES.entries()) {
    if (mask & (1 << (FIRST_BYTE + index))) player[field] = reader.uint8();
  }
  if (mask & RESPAWN_TICK) player.respawnTick = reader.uint32();
}
