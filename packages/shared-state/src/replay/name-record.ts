import { ByteReader, ByteWriter } from "@fray/netcode/core";

import { fromUtf8, utf8 } from "./header.ts";
import { PROOF_BYTES } from "./member.ts";

export const SALT_BYTES = 16;
/** Bytes of the tag by which a server finds a person's names again. Without the server's secret it says nothing. */
export const TAG_BYTES = 16;
const MAX_NAME_BYTES = 1024;
const DELETED = 0;
const KNOWN = 1;

/** The name of a member. It is not signed itself: what is signed is the proof, so that the name can be deleted. */
export interface NameRecord {
  readonly ordinal: number;
  /** Undefined for a name that was deleted, or never recorded. */
  readonly name: string | undefined;
  readonly salt: Uint8Array;
  /** Zeros for a bot, and for a name that was deleted. */
  readonly tag: Uint8Array;
}

export function encodeName({ ordinal, name, salt, tag }: NameRecord): Uint8Array {
  const text = utf8(name ?? "").subarray(0, MAX_NAME_BYTES);
  const writer = new ByteWriter();
  writer.reserve(MAX_NAME_BYTES * 2);
  writer.varint(ordinal);
  writer.uint8(name === undefined ? DELETED : KNOWN);
  writer.copy(salt, 0, SALT_BYTES);
  writer.copy(tag, 0, TAG_BYTES);
  writer.copy(text);
  return writer.bytes.slice(0, writer.length);
}

export function decodeName(data: Uint8Array): NameRecord {
  const reader = new ByteReader(data);
  const ordinal = reader.varint();
  const isKnown = reader.uint8() === KNOWN;
  const salt = reader.take(SALT_BYTES).slice();
  const tag = reader.take(TAG_BYTES).slice();
  return { ordinal, salt, tag, name: isKnown ? fromUtf8(reader.rest().subarray(0, MAX_NAME_BYTES)) : undefined };
}

/** Returns the same record without the name and without what leads to the person. */
export const withoutName = ({ ordinal }: NameRecord): NameRecord => ({
  ordinal,
  name: undefined,
  salt: new Uint8Array(SALT_BYTES),
  tag: new Uint8Array(TAG_BYTES),
});

/** What is hashed for the proof of a name. */
export function proofInput(salt: Uint8Array, name: string): Uint8Array {
  const text = utf8(name);
  const bytes = new Uint8Array(SALT_BYTES + text.length);
  bytes.set(salt.subarray(0, SALT_BYTES));
  bytes.set(text, SALT_BYTES);
  return bytes;
}

/** The part of a SHA-256 that is the proof. */
export const proofOf = (hash: Uint8Array): Uint8Array => hash.slice(0, PROOF_BYTES);
