import type { ByteReader, ByteWriter } from "@fray/netcode/core";

import { DEED_FIELDS, recordOf } from "../../match/deed-memory.ts";
import type { Match } from "../../match/match.ts";
import { MAX_MEMBERS } from "../limits.ts";
import { readCount } from "./parts.ts";

const VARINT_BYTES = 5;
const MAX_AWARD_NUMBERS = 64;

/** Writes what the rules of deeds remember, and the awards. */
export function writeDeeds(writer: ByteWriter, { state, deeds }: Match): void {
  const numbers = 3 + state.awards.length + deeds.records.size * (1 + DEED_FIELDS.length);
  writer.reserve(numbers * VARINT_BYTES);
  writer.varint(state.awards.length);
  for (const number of state.awards) writer.varint(number);
  writer.varint(Number(deeds.hasBlood));
  writer.varint(deeds.records.size);
  for (const [id, record] of deeds.records) {
    writer.varint(id);
    for (const field of DEED_FIELDS) writer.varint(record[field]);
  }
}

/** Reads what `writeDeeds` wrote into a new match. Throws a `ReplayError` for more than a round can have. */
export function readDeeds(reader: ByteReader, { state, deeds }: Match): void {
  for (let left = readCount(reader, MAX_AWARD_NUMBERS); left > 0; left--) state.awards.push(reader.varint());
  deeds.hasBlood = reader.varint() !== 0;
  for (let left = readCount(reader, MAX_MEMBERS); left > 0; left--) {
    const record = recordOf(deeds, reader.varint());
    for (const field of DEED_FIELDS) record[field] = reader.varint();
  }
}
