import type { ByteReader, ByteWriter } from "@fray/netcode/core";

import type { Arena } from "../../arena/arena.ts";
import { angleToSteps, positionToSteps, stepsToAngle, stepsToPosition } from "../../quantized.ts";
import { weaponCode, weaponOf } from "../../rules.ts";
import { restoreShot, type LiveShot } from "../../simulation/shot.ts";
import { MAX_SHOTS } from "../limits.ts";
import { PART_BYTES, readCount } from "./parts.ts";

const boost = new DataView(new ArrayBuffer(8));

export function writeShots(writer: ByteWriter, shots: readonly LiveShot[]): void {
  writer.reserve(PART_BYTES + shots.length * 32);
  writer.varint(shots.length);
  for (const shot of shots) {
    writer.uint16(shot.owner);
    writer.uint32(shot.seq);
    writer.uint8(shot.part);
    writer.uint8(weaponCode(shot.weapon));
    writer.uint16(positionToSteps(shot.x));
    writer.uint16(positionToSteps(shot.y));
    writer.uint16(angleToSteps(shot.angle));
    writer.uint32(shot.bornTick);
    writer.uint8(shot.team);
    boost.setFloat64(0, shot.boost);
    for (let index = 0; index < 8; index++) writer.uint8(boost.getUint8(index));
  }
}

export const readShots = (reader: ByteReader, arena: Arena): LiveShot[] =>
  Array.from({ length: readCount(reader, MAX_SHOTS) }, () => {
    const origin = {
      owner: reader.uint16(),
      seq: reader.uint32(),
      part: reader.uint8(),
      weapon: weaponOf(reader.uint8()),
      x: stepsToPosition(reader.uint16()),
      y: stepsToPosition(reader.uint16()),
      angle: stepsToAngle(reader.uint16()),
      bornTick: reader.uint32(),
      team: reader.uint8(),
    };
    for (let index = 0; index < 8; index++) boost.setUint8(index, reader.uint8());
    return restoreShot(arena, { ...origin, boost: boost.getFloat64(0) });
  });
