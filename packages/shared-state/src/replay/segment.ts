import { ByteReader, ByteWriter } from "@fray/netcode/core";

import { crc32 } from "./crc32.ts";
import { inflate } from "./inflate.ts";
import { MAX_KEYFRAME_BYTES, MAX_SEGMENT_BYTES, SEGMENT_SECONDS } from "./limits.ts";
import { PLANE_COUNT, TWIN_PLANES } from "./operations.ts";
import { ReplayError } from "./replay-error.ts";

/** A second of a replay, one part for each plane. */
export type Second = readonly Uint8Array[];

/** Compresses bytes to raw deflate data, with a dictionary of what the bytes may resemble. */
export type Deflate = (bytes: Uint8Array, dictionary?: Uint8Array) => Uint8Array;

const MAX_FRAMING_BYTES = 1024;

/**
 * Writes seconds that belong to one keyframe. Planes are stored one after the other, each with all its seconds, so that
 * what resembles each other is compressed together.
 */
export function encodeSegment(seconds: readonly Second[], deflate: Deflate): Uint8Array {
  const raw = new ByteWriter();
  raw.reserve(MAX_FRAMING_BYTES);
  for (const second of seconds) {
    for (const [index, plane] of second.entries()) if (!TWIN_PLANES.has(index)) raw.varint(plane.length);
  }
  for (let plane = 0; plane < PLANE_COUNT; plane++) {
    for (const second of seconds) {
      const bytes = second[plane] ?? new Uint8Array();
      raw.reserve(bytes.length);
      raw.copy(bytes);
    }
  }
  const writer = new ByteWriter();
  const compressed = deflate(raw.bytes.subarray(0, raw.length));
  writer.reserve(MAX_FRAMING_BYTES + compressed.length);
  writer.uint8(seconds.length);
  for (const second of seconds) writer.uint32(checksumOf(second));
  writer.varint(raw.length);
  writer.copy(compressed);
  return writer.bytes.slice(0, writer.length);
}

/** The seconds of a segment, and which of them are not as they were written. */
export interface DecodedSegment {
  readonly seconds: readonly Second[];
  /** Index of the first second that is damaged. */
  readonly damaged: number | undefined;
}

/** Number of seconds in a segment. */
export const secondsIn = (data: Uint8Array): number => Math.min(SEGMENT_SECONDS, data[0] ?? 0);

/** The checksums of the seconds, which are signed. */
export const checksumsIn = (data: Uint8Array): Uint8Array => data.subarray(1, 1 + secondsIn(data) * 4);

export function decodeSegment(data: Uint8Array, dictionary?: Uint8Array): DecodedSegment {
  const reader = new ByteReader(data);
  const count = reader.uint8();
  if (count > SEGMENT_SECONDS) throw new ReplayError("A part of this replay is longer than it may be.");
  const checksums = Array.from({ length: count }, () => reader.uint32());
  const rawLength = reader.varint();
  if (rawLength > MAX_SEGMENT_BYTES) throw new ReplayError("A part of this replay is larger than it may be.");
  let raw: ByteReader;
  try {
    raw = new ByteReader(inflate(reader.rest(), rawLength, dictionary));
  } catch (error) {
    if (error instanceof ReplayError) return { seconds: [], damaged: 0 };
    throw error;
  }
  const lengths = checksums.map(() => {
    const row: number[] = [];
    for (let plane = 0; plane < PLANE_COUNT; plane++)
      row.push(TWIN_PLANES.has(plane) ? (row.at(-1) ?? 0) : raw.varint());
    return row;
  });
  const seconds = checksums.map((): Uint8Array[] => []);
  for (let plane = 0; plane < PLANE_COUNT; plane++) {
    for (const [index, second] of seconds.entries()) second.push(raw.take(lengths[index]?.[plane] ?? 0));
  }
  const damaged = seconds.findIndex((second, index) => checksumOf(second) !== checksums[index]);
  return { seconds, damaged: damaged === -1 ? undefined : damaged };
}

/** Returns the bytes of a second that are signed: its planes, each after its length. */
export function bytesOfSecond(second: Second): Uint8Array {
  const writer = new ByteWriter();
  for (const plane of second) {
    writer.reserve(plane.length + 8);
    writer.varint(plane.length);
    writer.copy(plane);
  }
  return writer.bytes.slice(0, writer.length);
}

const checksumOf = (second: Second): number => second.reduce((crc, plane) => crc32(plane, crc), 0);

/** A keyframe as it is stored: alone, or with the one before as the dictionary. */
export function encodeKeyframe(bytes: Uint8Array, before: Uint8Array | undefined, deflate: Deflate): Uint8Array {
  const writer = new ByteWriter();
  const compressed = deflate(bytes, before);
  writer.reserve(MAX_FRAMING_BYTES + compressed.length);
  writer.uint8(Number(before !== undefined));
  writer.varint(bytes.length);
  writer.copy(compressed);
  return writer.bytes.slice(0, writer.length);
}

export const needsKeyframeBefore = (data: Uint8Array): boolean => data[0] === 1;

export function decodeKeyframe(data: Uint8Array, before: Uint8Array | undefined): Uint8Array {
  const reader = new ByteReader(data);
  reader.uint8();
  const length = reader.varint();
  if (length > MAX_KEYFRAME_BYTES) throw new ReplayError("A keyframe of this replay is larger than it may be.");
  return inflate(reader.rest(), length, before);
}
