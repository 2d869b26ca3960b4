import type { ByteReader, ByteWriter } from "@fray/netcode/core";

import type { Arena } from "../../arena/arena.ts";
import { createMatch, type Match, type MatchSettings } from "../../match/match.ts";
import { positionToSteps, stepsToPosition } from "../../quantized.ts";
import { MAX_MEMBERS } from "../limits.ts";
import { ReplayError } from "../replay-error.ts";
import { PART_BYTES, readCount } from "./parts.ts";

export function writeMatch(writer: ByteWriter, { state, hill, random, phaseTick, flags }: Match, arena: Arena): void {
  writer.reserve(PART_BYTES * 2 + arena.hills.length * 2);
  writer.uint8(state.mode);
  writer.uint8(state.phase);
  writer.uint16(state.round);
  writer.uint32(state.endTick);
  for (const score of [state.scores[0] ?? 0, state.scores[1] ?? 0]) writer.uint16(score);
  writer.uint8(state.winner);
  writer.varint(state.podium.length);
  for (const id of state.podium) writer.uint16(id);
  writer.uint32(random.state);
  writer.uint32(phaseTick);
  writer.uint8([...state.flags].length);
  for (const { team, x, y, carrier, home, returnTick } of flags) {
    writer.uint8(team);
    writer.uint16(positionToSteps(x));
    writer.uint16(positionToSteps(y));
    writer.uint16(carrier);
    writer.uint8(Number(home));
    writer.uint32(returnTick);
  }
  const zone = state.hill;
  writer.uint16(positionToSteps(zone.x));
  writer.uint16(positionToSteps(zone.y));
  writer.uint16(positionToSteps(zone.radius));
  writer.uint8(zone.team);
  writer.uint8(Number(zone.contested));
  writer.uint32(zone.moveTick);
  writer.uint32(hill.turn);
  writer.uint32(hill.heldTicks);
  writer.varint(hill.order.length);
  for (const place of hill.order) writer.uint16(arena.hills.indexOf(place));
}

export function readMatch(
  reader: ByteReader,
  { arena, settings }: { readonly arena: Arena; readonly settings: MatchSettings },
): Match {
  const match = createMatch(settings, 0);
  const { state, flags, hill } = match;
  state.mode = reader.uint8();
  state.phase = reader.uint8();
  state.round = reader.uint16();
  state.endTick = reader.uint32();
  state.scores.splice(0, state.scores.length, reader.uint16(), reader.uint16());
  state.winner = reader.uint8();
  for (let left = readCount(reader, MAX_MEMBERS); left > 0; left--) state.podium.push(reader.uint16());
  match.random.state = reader.uint32();
  match.phaseTick = reader.uint32();
  if (reader.uint8() > 0) state.flags.push(...flags);
  for (const flag of flags) {
    flag.team = reader.uint8();
    flag.x = stepsToPosition(reader.uint16());
    flag.y = stepsToPosition(reader.uint16());
    flag.carrier = reader.uint16();
    flag.home = reader.uint8() !== 0;
    flag.returnTick = reader.uint32();
  }
  const zone = state.hill;
  zone.x = stepsToPosition(reader.uint16());
  zone.y = stepsToPosition(reader.uint16());
  zone.radius = stepsToPosition(reader.uint16());
  zone.team = reader.uint8();
  zone.contested = reader.uint8() !== 0;
  zone.moveTick = reader.uint32();
  hill.turn = reader.uint32();
  hill.heldTicks = reader.uint32();
  hill.order = Array.from({ length: readCount(reader, MAX_MEMBERS) }, () => {
    const place = arena.hills[reader.uint16()];
    if (!place) throw new ReplayError("A keyframe has a hill that its map has not.");
    return place;
  });
  return match;
}
