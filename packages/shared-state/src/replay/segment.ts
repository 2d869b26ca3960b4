import { ByteReader, ByteWriter } from "@fray/netcode/core";

import { crc8 } from "./crc8.ts";
import { inflate } from "./inflate.ts";
import { MAX_KEYFRAME_BYTES, MAX_SEGMENT_SECONDS } from "./limits.ts";
import { ReplayError } from "./replay-error.ts";

/** A second of a replay, as a `SecondWriter` wrote it. It is read after those before it in its segment. */
export type Second = Uint8Array;

/** Compresses bytes to raw deflate data, with a dictionary of what the bytes may resemble. */
export type Deflate = (bytes: Uint8Array, dictionary?: Uint8Array) => Uint8Array;

const MAX_FRAMING_BYTES = 1024;

/** Writes seconds that belong to one keyframe. */
export function encodeSegment(seconds: readonly Second[]): Uint8Array {
  const writer = new ByteWriter();
  writer.reserve(MAX_FRAMING_BYTES);
  writer.uint8(seconds.length);
  for (const second of seconds) writer.uint8(crc8(second));
  for (const second of seconds) writer.varint(second.length);
  for (const second of seconds) {
    writer.reserve(second.length);
    writer.copy(second);
  }
  return writer.bytes.slice(0, writer.length);
}

/** The seconds of a segment, and which of them are not as they were written. */
export interface DecodedSegment {
  readonly seconds: readonly Second[];
  /** Index of the first second that is damaged. */
  readonly damaged: number | undefined;
}

/** Number of seconds in a segment. */
export const secondsIn = (data: Uint8Array): number => data[0] ?? 0;

/** The checksums of the seconds, which are signed. */
export const checksumsIn = (data: Uint8Array): Uint8Array => data.subarray(1, 1 + secondsIn(data));

export function decodeSegment(data: Uint8Array): DecodedSegment {
  const reader = new ByteReader(data);
  const count = reader.uint8();
  if (count > MAX_SEGMENT_SECONDS) throw new ReplayError("A part of this replay is longer than it may be.");
  const checksums = Array.from({ length: count }, () => reader.uint8());
  const lengths = checksums.map(() => reader.varint());
  const seconds = lengths.map((length) => reader.take(length));
  if (!reader.isAtEnd) throw new ReplayError("A part of this replay is longer than it may be.");
  const damaged = seconds.findIndex((second, index) => crc8(second) !== checksums[index]);
  return { seconds, damaged: damaged === -1 ? undefined : damaged };
}

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
