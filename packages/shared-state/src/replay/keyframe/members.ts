import { namesOf, type ByteReader, type ByteWriter } from "@fray/netcode/core";

import { MAX_MEMBERS } from "../limits.ts";
import { PROOF_BYTES, type ReplayMember } from "../member.ts";
import { PART_BYTES, readCount } from "./parts.ts";

const FLAG_BITS = { bot: 1, backfill: 2, spectator: 4, connected: 8, killedAway: 16 } as const;

/** Bytes that `writeMember` writes. */
export const MEMBER_BYTES = 12 + PROOF_BYTES;

/** Writes a member with its score; also when it joins. */
export function writeMember(writer: ByteWriter, member: ReplayMember): void {
  let bits = 0;
  for (const name of namesOf(FLAG_BITS)) if (member[name]) bits |= FLAG_BITS[name];
  writer.uint16(member.id);
  writer.uint8(bits);
  writer.uint8(member.team);
  writer.uint16(member.score);
  writer.uint16(member.kills);
  writer.uint16(member.deaths);
  writer.uint8(member.reachPercent);
  writer.uint8(member.patchEvery);
  writer.copy(member.proof);
}

export function readMember(reader: ByteReader, ordinal: number): ReplayMember {
  const id = reader.uint16();
  const bits = reader.uint8();
  return {
    id,
    ordinal,
    bot: (bits & FLAG_BITS.bot) !== 0,
    backfill: (bits & FLAG_BITS.backfill) !== 0,
    spectator: (bits & FLAG_BITS.spectator) !== 0,
    connected: (bits & FLAG_BITS.connected) !== 0,
    killedAway: (bits & FLAG_BITS.killedAway) !== 0,
    team: reader.uint8(),
    score: reader.uint16(),
    kills: reader.uint16(),
    deaths: reader.uint16(),
    reachPercent: reader.uint8(),
    patchEvery: reader.uint8(),
    proof: reader.take(PROOF_BYTES).slice(),
  };
}

export function writeMembers(writer: ByteWriter, members: readonly ReplayMember[]): void {
  writer.reserve(PART_BYTES + members.length * 32);
  writer.varint(members.length);
  for (const member of members) {
    writer.varint(member.ordinal);
    writeMember(writer, member);
  }
}

export const readMembers = (reader: ByteReader): ReplayMember[] =>
  Array.from({ length: readCount(reader, MAX_MEMBERS) }, () => readMember(reader, reader.varint()));
