import { ByteReader, FrameError } from "@fray/netcode/core";

import type { Arena } from "../arena/arena.ts";
import { MapError } from "../arena/map-error.ts";
import { parseMap } from "../arena/parse-map.ts";
import { decodeMark, MAX_MARKS, type BotMark } from "./bot-mark.ts";
import { decodeStart, type Start } from "./chain.ts";
import {
  CHUNK,
  decodeEnvelope,
  encodeChunk,
  ENVELOPE_BYTES,
  FORMAT_VERSION,
  readChunks,
  type Chunk,
} from "./chunks.ts";
import { decodeHeader, fromUtf8, type ReplayHeader } from "./header.ts";
import { inflate } from "./inflate.ts";
import { MAX_HEADER_BYTES, MAX_MAP_BYTES } from "./limits.ts";
import { decodeLook, type LookRecord } from "./look-record.ts";
import { decodeName, type NameRecord } from "./name-record.ts";
import { ReplayError } from "./replay-error.ts";
import type { ReplaySource } from "./replay-source.ts";
import { decodeKeyframe, decodeSegment, needsKeyframeBefore, type DecodedSegment } from "./segment.ts";
import { readSegments, type Segment, type StoredSegment } from "./stored-segments.ts";

/**
 * A replay as bytes. To open one reads the header, the map and where the segments are. Only segments that are played are
 * decompressed. Every method throws a `ReplayError` with a sentence for the person who opened the file.
 */
export class ReplayFile implements ReplaySource {
  readonly header: ReplayHeader;
  /** Version of the format. */
  readonly version: number;
  readonly headerBytes: Uint8Array;
  readonly mapBytes: Uint8Array;
  readonly arena: Arena;
  /** By ordinal. */
  readonly names: ReadonlyMap<number, NameRecord>;
  /** How members looked, by ordinal. Who has no look of their own is left out. */
  readonly looks: ReadonlyMap<number, LookRecord>;
  /** What bots said of themselves, in the order in which they did. */
  readonly marks: readonly BotMark[];
  readonly segments: readonly Segment[];
  /** Set for a part of a replay. */
  readonly start: Start | undefined;
  /** Whether the recording was ended. That of a server that was killed was not. */
  readonly isComplete: boolean;
  /** The map as it is stored in the file. */
  readonly mapChunk: Uint8Array;
  readonly #stored: readonly StoredSegment[];
  /** The last keyframe that was read: the next one may be stored as the difference from it. */
  #lastRead: { readonly index: number; readonly bytes: Uint8Array } | undefined;

  private constructor(file: Uint8Array) {
    const { version, rules } = decodeEnvelope(file);
    this.version = version;
    const { chunks, isWhole } = readChunks(file, ENVELOPE_BYTES);
    this.headerBytes = bytesOf(chunks, CHUNK.header, "header");
    if (this.headerBytes.length > MAX_HEADER_BYTES) throw new ReplayError("The header of this replay is too large.");
    this.header = decodeHeader(this.headerBytes);
    if (this.header.rules !== rules)
      throw new ReplayError("The header of this replay names other rules than its start.");
    const map = bytesOf(chunks, CHUNK.map, "map");
    this.mapChunk = encodeChunk(CHUNK.map, map);
    this.mapBytes = inflateMap(map);
    this.arena = arenaOf(this.header.map, this.mapBytes);
    const start = chunks.find(({ type }) => type === CHUNK.start);
    this.start = start && decodeStart(start.data);
    const records = chunks.filter(({ type }) => type === CHUNK.name).map(({ data }) => decodeName(data));
    this.names = new Map(records.map((record) => [record.ordinal, record]));
    const looks = chunks.filter(({ type }) => type === CHUNK.look).map(({ data }) => decodeLook(data));
    this.looks = new Map(looks.map((record) => [record.ordinal, record]));
    const marks = chunks.filter(({ type }) => type === CHUNK.mark).slice(0, MAX_MARKS);
    this.marks = marks.map(({ data }) => decodeMark(data));
    this.#stored = readSegments(chunks, version);
    this.segments = this.#stored;
    if (this.segments.length === 0) throw new ReplayError("This replay ends before its first second.");
    this.isComplete = isWhole && chunks.at(-1)?.type === CHUNK.end;
  }

  /** Reads a file. */
  static read(file: Uint8Array): ReplayFile {
    return guarded(() => new ReplayFile(file));
  }

  /** Every segment has a keyframe. */
  get keyframes(): number {
    return this.segments.length;
  }

  /** Number of seconds in the file; the last one may be shorter. */
  get seconds(): number {
    const last = this.segments.at(-1);
    return last ? last.second + last.seconds : 0;
  }

  /** Returns the state with which a segment begins. */
  keyframe(index: number): Uint8Array {
    return guarded(() => {
      const last = this.#lastRead;
      if (last?.index === index) return last.bytes;
      const { keyframe } = this.#segment(index);
      const isDifference = needsKeyframeBefore(keyframe);
      const bytes = decodeKeyframe(keyframe, isDifference ? this.keyframe(index - 1) : undefined);
      this.#lastRead = { index, bytes };
      return bytes;
    });
  }

  /** Returns the seconds of a segment. */
  decode(index: number): DecodedSegment {
    const { data } = this.#segment(index);
    if (this.version !== FORMAT_VERSION) throw new ReplayError("Only its own rules can play this replay.");
    try {
      return decodeSegment(data);
    } catch (error) {
      if (error instanceof FrameError || error instanceof ReplayError) return { seconds: [], damaged: 0 };
      throw error;
    }
  }

  /** Returns a segment as it is stored. */
  segmentData(index: number): Uint8Array {
    return this.#segment(index).data;
  }

  #segment(index: number): StoredSegment {
    const segment = this.#stored[index];
    if (!segment) throw new ReplayError("This replay has no such part.");
    return segment;
  }
}

/** Runs code on bytes of a stranger. Whatever it throws becomes a `ReplayError`. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ReplayError) throw error;
    if (error instanceof FrameError) throw new ReplayError("A part of this replay ends too early.");
    const why = error instanceof Error ? error.message : String(error);
    throw new ReplayError(`This replay can't be played: ${why}.`);
  }
}

/** Returns the contents of the first chunk of a type. `what` says in a sentence what it is. */
export function bytesOf(chunks: readonly Chunk[], wanted: number, what: string): Uint8Array {
  const chunk = chunks.find(({ type }) => type === wanted);
  if (!chunk) throw new ReplayError(`This replay ends before its ${what}.`);
  if (!chunk.isIntact) throw new ReplayError(`The ${what} of this replay is damaged.`);
  return chunk.data;
}

/** Returns the bytes of a map from its chunk. */
export function inflateMap(data: Uint8Array): Uint8Array {
  const reader = new ByteReader(data);
  const length = reader.varint();
  if (length > MAX_MAP_BYTES) throw new ReplayError("The map of this replay is too large.");
  return inflate(reader.rest(), length);
}

/** Returns the map of a replay from the bytes of the map's file. */
export function arenaOf(name: string, bytes: Uint8Array): Arena {
  try {
    return parseMap(name, JSON.parse(fromUtf8(bytes)));
  } catch (error) {
    if (error instanceof MapError) throw new ReplayError(`The map of this replay can't be played: ${error.message}.`);
    throw new ReplayError("The map of this replay can't be read.");
  }
}
