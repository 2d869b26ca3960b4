import type { ByteReader, ByteWriter } from "@fray/netcode/core";

import { positionToSteps, stepsToPosition } from "../../quantized.ts";
import { weaponCode, weaponOf } from "../../rules.ts";
import type { World } from "../../simulation/world.ts";
import { MAX_MEMBERS } from "../limits.ts";
import { PART_BYTES, readCount } from "./parts.ts";

export function writeLastHits(writer: ByteWriter, { lastHits, forfeits }: World): void {
  writer.reserve(PART_BYTES + (lastHits.size + forfeits.length) * 16);
  writer.varint(lastHits.size);
  for (const [id, { tick, attacker, weapon, attackTick, byEnemy }] of lastHits) {
    writer.uint16(id);
    writer.uint16(attacker);
    writer.uint8(weaponCode(weapon));
    writer.uint8(Number(byEnemy));
    writer.uint32(tick);
    writer.uint32(attackTick);
  }
  writer.varint(forfeits.length);
  for (const { victim, team, killer, weapon, x, y } of forfeits) {
    writer.uint16(victim);
    writer.uint16(killer);
    writer.uint8(team);
    writer.uint8(weaponCode(weapon));
    writer.uint16(positionToSteps(x));
    writer.uint16(positionToSteps(y));
  }
}

export function readLastHits(reader: ByteReader, world: World): void {
  for (let left = readCount(reader, MAX_MEMBERS); left > 0; left--) {
    const id = reader.uint16();
    const attacker = reader.uint16();
    const weapon = weaponOf(reader.uint8());
    const byEnemy = reader.uint8() !== 0;
    world.lastHits.set(id, { attacker, weapon, byEnemy, tick: reader.uint32(), attackTick: reader.uint32() });
  }
  for (let left = readCount(reader, MAX_MEMBERS); left > 0; left--) {
    const victim = reader.uint16();
    const killer = reader.uint16();
    const team = reader.uint8();
    const weapon = weaponOf(reader.uint8());
    const [x, y] = [stepsToPosition(reader.uint16()), stepsToPosition(reader.uint16())];
    world.forfeits.push({ type: "death", victim, team, killer, weapon, movedSinceSeen: 0, x, y });
  }
}

export function writePickups(writer: ByteWriter, { pickups }: World): void {
  writer.reserve(PART_BYTES + pickups.length * 5);
  for (const { available, returnTick } of pickups) {
    writer.uint8(Number(available));
    writer.uint32(returnTick);
  }
}

export function readPickups(reader: ByteReader, { pickups }: World): void {
  for (const pickup of pickups) {
    pickup.available = reader.uint8() !== 0;
    pickup.returnTick = reader.uint32();
  }
}
