import { crc32 } from "./crc32.ts";
import { MAX_CHUNKS, MAX_FILE_BYTES } from "./limits.ts";
import { ReplayError } from "./replay-error.ts";

/**
 * A file begins with 8 bytes of text, a byte with the version of the format, and the SHA-256 of the rules. This part
 * never changes, so every program finds the rules that play a file. Chunks follow, each with its type, its length and a
 * CRC-32: a file that ends too early is good up to its last whole chunk.
 */
export const MAGIC = "FRAYRPLY";
export const FORMAT_VERSION = 3;
/** Files from this version on have the same chunks. Only their own rules can read the seconds in them. */
const FIRST_VERSION = 1;
const HASH_BYTES = 32;
export const ENVELOPE_BYTES = MAGIC.length + 1 + HASH_BYTES;
/** Bytes of a chunk before its contents. */
export const FRAME_BYTES = 9;

/** Types of chunks. They are part of the format. */
export const CHUNK = {
  header: 1,
  map: 2,
  name: 3,
  keyframe: 4,
  segment: 5,
  seal: 6,
  start: 7,
  end: 8,
  mark: 16,
  look: 17,
} as const;
const TYPES: ReadonlySet<number> = new Set(Object.values(CHUNK));

/** A chunk of a file. */
export interface Chunk {
  readonly type: number;
  readonly data: Uint8Array;
  /** Whether the checksum is right. */
  readonly isIntact: boolean;
}

/** What the beginning of a file says. */
export interface Envelope {
  /** Version of the format. */
  readonly version: number;
  /** SHA-256 of the rules' file in hex. */
  readonly rules: string;
}

/** Returns the first bytes of a file. */
export function encodeEnvelope({
  rules,
  version = FORMAT_VERSION,
}: Partial<Envelope> & Pick<Envelope, "rules">): Uint8Array {
  const bytes = new Uint8Array(ENVELOPE_BYTES);
  for (let index = 0; index < MAGIC.length; index++) bytes[index] = MAGIC.charCodeAt(index);
  bytes[MAGIC.length] = version;
  for (let index = 0; index < HASH_BYTES; index++) {
    bytes[MAGIC.length + 1 + index] = Number.parseInt(rules.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}

/** Reads the first bytes of a file. Throws a `ReplayError` for a file that is no replay, or a later one. */
export function decodeEnvelope(file: Uint8Array): Envelope {
  const isMagic = Array.from(MAGIC).every((_, index) => file[index] === MAGIC.charCodeAt(index));
  if (!isMagic) throw new ReplayError("This file is not a replay of Fray.");
  if (file.length < ENVELOPE_BYTES) throw new ReplayError("This replay ends in its first bytes.");
  const version = file[MAGIC.length] ?? 0;
  if (version < FIRST_VERSION || version > FORMAT_VERSION)
    throw new ReplayError(`This replay has the format ${version}, and this program reads ${FORMAT_VERSION}.`);
  const hash = file.subarray(MAGIC.length + 1, ENVELOPE_BYTES);
  return { version, rules: Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("") };
}

/** Returns a chunk as it is stored. */
export function encodeChunk(type: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(FRAME_BYTES + length);
  let offset = FRAME_BYTES;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  const view = new DataView(bytes.buffer);
  view.setUint8(0, type);
  view.setUint32(1, length, true);
  view.setUint32(5, checksum(type, bytes.subarray(FRAME_BYTES)), true);
  return bytes;
}

/** Reads the chunks from `start` on, as far as they are whole. Throws for a file that is no sequence of chunks. */
export function readChunks(file: Uint8Array, start: number): { chunks: Chunk[]; isWhole: boolean } {
  if (file.length > MAX_FILE_BYTES) throw new ReplayError("This replay is larger than any round can be.");
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Chunk[] = [];
  let offset = start;
  while (offset + FRAME_BYTES <= file.length) {
    const type = view.getUint8(offset);
    const length = view.getUint32(offset + 1, true);
    const end = offset + FRAME_BYTES + length;
    if (!TYPES.has(type)) throw new ReplayError(`This replay is damaged at byte ${offset}.`);
    if (end > file.length) break;
    if (chunks.length >= MAX_CHUNKS) throw new ReplayError("This replay has more parts than any round can have.");
    const data = file.subarray(offset + FRAME_BYTES, end);
    chunks.push({ type, data, isIntact: view.getUint32(offset + 5, true) === checksum(type, data) });
    offset = end;
  }
  return { chunks, isWhole: offset === file.length };
}

const checksum = (type: number, data: Uint8Array): number => crc32(data, crc32(Uint8Array.of(type)));
