import { namesOf, type ByteReader, type ByteWriter } from "@fray/netcode/core";

import { BODY_FIELDS, predictedNames, type BodyFieldName } from "../../schema/body-fields.ts";
import { copyBody, createFighter, type Body, type Fighter } from "../../simulation/body.ts";
import type { World } from "../../simulation/world.ts";
import { MAX_MEMBERS } from "../limits.ts";
import { codecOf } from "../numbers.ts";
import { PART_BYTES, readCount } from "./parts.ts";

const CODECS = namesOf(BODY_FIELDS).map((name) => ({ name, codec: codecOf(BODY_FIELDS[name].type) }));
const PREDICTED: ReadonlySet<BodyFieldName> = new Set(predictedNames("motion", "arms", "given"));
const PREDICTED_CODECS = CODECS.filter(({ name }) => PREDICTED.has(name));

type Codecs = typeof CODECS;
type Values = Partial<Record<BodyFieldName, number | boolean>>;

export function writeBodies(writer: ByteWriter, fighters: readonly Fighter[]): void {
  writer.reserve(PART_BYTES);
  writer.varint(fighters.length);
  writeColumns(writer, fighters, CODECS);
}

export function readBodies(reader: ByteReader): Fighter[] {
  const fighters = Array.from({ length: readCount(reader, MAX_MEMBERS) }, () => createFighter(0));
  readColumns(reader, fighters, CODECS);
  return fighters;
}

/** Writes the states from which provisional bodies are corrected. */
export function writeCheckpoints(writer: ByteWriter, { checkpoints }: World): void {
  writer.reserve(PART_BYTES + checkpoints.size * 2);
  writer.varint(checkpoints.size);
  for (const id of checkpoints.keys()) writer.uint16(id);
  writeColumns(writer, [...checkpoints.values()], PREDICTED_CODECS);
}

export function readCheckpoints(reader: ByteReader, { checkpoints }: World): void {
  const ids = Array.from({ length: readCount(reader, MAX_MEMBERS) }, () => reader.uint16());
  const bodies = ids.map((): Body => copyBody(createFighter(0)));
  readColumns(reader, bodies, PREDICTED_CODECS);
  for (const [index, body] of bodies.entries()) checkpoints.set(ids[index] ?? 0, body);
}

/** Values of one field of all bodies are next to each other, because they resemble each other. */
function writeColumns(writer: ByteWriter, bodies: readonly Readonly<Values>[], codecs: Codecs): void {
  for (const { name, codec } of codecs) {
    writer.reserve(bodies.length * 4);
    for (const body of bodies) codec.write(writer, body[name] ?? 0);
  }
}

function readColumns(reader: ByteReader, bodies: readonly object[], codecs: Codecs): void {
  for (const { name, codec } of codecs) {
    for (const body of bodies) Object.assign(body, { [name]: codec.read(reader) });
  }
}
