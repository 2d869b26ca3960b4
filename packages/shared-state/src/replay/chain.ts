import { ByteReader, ByteWriter } from "@fray/netcode/core";

import { concat } from "./concat.ts";
import { utf8 } from "./header.ts";

/**
 * Each second is a link: the SHA-256 of the link before and of the second's contents. Every so often a server signs the
 * last link, together with the one that it signed before and the checksums of the seconds in between. So the part of a
 * replay between two signatures is proven by itself, and the first second that was changed can be named.
 */
export const HASH_BYTES = 32;
export const SIGNATURE_BYTES = 64;

/** What a signature covers. */
export interface Sealed {
  readonly genesis: Uint8Array;
  /** The first segment since the signature before. Segments of a replay are counted from 0. */
  readonly index: number;
  readonly linkBefore: Uint8Array;
  /** The link after the last second. */
  readonly link: Uint8Array;
  /** Of all seconds since the signature before. */
  readonly checksums: Uint8Array;
}

/** Ed25519 signs this. */
export function sealMessage({ genesis, index, linkBefore, link, checksums }: Sealed): Uint8Array {
  const writer = new ByteWriter();
  writer.copy(utf8("fray-replay-seal-3\n"));
  writer.copy(genesis);
  writer.uint32(index);
  writer.copy(linkBefore);
  writer.copy(link);
  writer.copy(checksums);
  return writer.bytes.slice(0, writer.length);
}

/** The hash of this is the first link. It stands for all that is known before the first tick. */
export const genesisInput = (rules: string, headerHash: Uint8Array, mapHash: Uint8Array): Uint8Array =>
  concat(utf8(`fray-replay-1\n${rules}\n`), headerHash, mapHash);

/** The kinds of links. */
export const LINK = { keyframe: 1, second: 2 } as const;

/** The hash of this is the next link. */
export const linkInput = (before: Uint8Array, kind: number, contentsHash: Uint8Array): Uint8Array =>
  concat(before, Uint8Array.of(kind), contentsHash);

/** Where a part of a replay begins: the index of its first segment, and the link before it. */
export interface Start {
  readonly index: number;
  readonly link: Uint8Array;
}

export function encodeStart({ index, link }: Start): Uint8Array {
  const writer = new ByteWriter();
  writer.uint32(index);
  writer.copy(link);
  return writer.bytes.slice(0, writer.length);
}

export function decodeStart(data: Uint8Array): Start {
  const reader = new ByteReader(data);
  return { index: reader.uint32(), link: reader.take(HASH_BYTES) };
}
