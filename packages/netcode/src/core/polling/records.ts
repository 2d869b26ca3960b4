import { FRAME, isFrameKind, type Frame } from "./frames.ts";

/**
 * What a stream carries instead of answers: pieces `[length, 1..4 bytes of 7 bits, low ones first][kind][payload]`, or
 * a single 0, which says nothing. The frames of a record, all but the last, have `MORE` added to their kind. A piece of
 * kind `open` holds the number of the next record; the ones after it count on.
 */
const MORE = 0x80;
const NUMBER_BYTES = 4;
const MAX_LENGTH_BYTES = 4;
/** More than the server keeps for a client. */
const MAX_PIECE_BYTES = 4 * 1024 * 1024;

/** What an answer would say, with the number that the answer would have. */
export interface StreamRecord {
  readonly number: number;
  readonly frames: readonly Frame[];
}

/** A piece that says nothing. */
export const PROBE = Uint8Array.of(0);

/** Says which number the next record has. */
export function writeNumber(number: number): Uint8Array<ArrayBuffer> {
  const payload = new Uint8Array(NUMBER_BYTES);
  new DataView(payload.buffer).setUint32(0, number, true);
  return writeRecord([{ kind: FRAME.open, payload }]);
}

/** Writes a record of at least one frame. */
export function writeRecord(frames: readonly Frame[]): Uint8Array<ArrayBuffer> {
  const pieces = frames.map(({ kind, payload }, index) => {
    const isLast = index === frames.length - 1;
    return { head: [...lengthBytes(payload.length + 1), isLast ? kind : kind | MORE], payload };
  });
  const bytes = new Uint8Array(pieces.reduce((sum, { head, payload }) => sum + head.length + payload.length, 0));
  let at = 0;
  for (const { head, payload } of pieces) {
    bytes.set(head, at);
    bytes.set(payload, at + head.length);
    at += head.length + payload.length;
  }
  return bytes;
}

/** Reads a stream, which arrives in parts of any size. */
export class RecordReader {
  #rest = new Uint8Array(0);
  #next = 0;
  #frames: Frame[] = [];

  /** Returns what a part has completed: records, and undefined for each probe. Throws an Error for anything else. */
  push(part: Uint8Array): (StreamRecord | undefined)[] {
    const bytes = new Uint8Array(this.#rest.length + part.length);
    bytes.set(this.#rest);
    bytes.set(part, this.#rest.length);
    const done: (StreamRecord | undefined)[] = [];
    let at = 0;
    for (let piece = lengthAt(bytes, at); piece && piece.to <= bytes.length; piece = lengthAt(bytes, at)) {
      at = piece.to;
      if (piece.from === piece.to) done.push(undefined);
      else done.push(...this.#take(bytes.slice(piece.from, piece.to)));
    }
    this.#rest = bytes.slice(at);
    return done;
  }

  #take(piece: Uint8Array<ArrayBuffer>): StreamRecord[] {
    const [mark = 0] = piece;
    const kind = mark & ~MORE;
    if (!isFrameKind(kind)) throw new Error("a piece is of an unknown kind");
    const payload = piece.subarray(1);
    if (kind === FRAME.open) {
      if (payload.length !== NUMBER_BYTES) throw new Error("a number is malformed");
      this.#next = new DataView(piece.buffer, 1).getUint32(0, true);
      return [];
    }
    this.#frames.push({ kind, payload });
    if (mark & MORE) return [];
    const frames = this.#frames;
    this.#frames = [];
    return [{ number: this.#next++, frames }];
  }
}

function lengthBytes(length: number): number[] {
  const bytes: number[] = [];
  for (; length > 0x7f; length >>= 7) bytes.push((length & 0x7f) | 0x80);
  return [...bytes, length];
}

/** Returns where the piece at `at` begins and ends; undefined when its length is not complete. */
function lengthAt(bytes: Uint8Array, at: number): { readonly from: number; readonly to: number } | undefined {
  let length = 0;
  for (let index = 0; index < MAX_LENGTH_BYTES; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    length |= (byte & 0x7f) << (7 * index);
    if (byte > 0x7f) continue;
    if (length > MAX_PIECE_BYTES) break;
    const from = at + index + 1;
    return { from, to: from + length };
  }
  throw new Error("a piece is too long");
}
