import { numberEnd } from "./wire-number.ts";

/** More nesting than any message has. A recursive decoder runs out of stack at some depth. */
const MAX_DEPTH = 16;
/**
 * The SDK sends an object as a record: its keys once, then only values for each object with the same keys. The
 * decoder compiles a function for a record that comes this often. That takes as long as decoding hundreds of small
 * messages.
 */
const COMPILED_AT_USE = 4;
const MAX_COMPILED = 1;

const RECORD = 0x72;
const TIMESTAMP = 0xff;
const TIMESTAMP_96_BYTES = 12;
/** The low bits hold a record's id, in a byte that would otherwise be a small number. */
const FIRST_RECORD = 0x40;
const LAST_RECORD = 0x7f;

interface Keys {
  readonly count: number;
  uses: number;
}

/**
 * Returns the end of the MessagePack value that begins at `offset`. Returns -1 for invalid or incomplete bytes, and
 * for values that no message has: extensions except records, timestamps and `undefined`; keys that are neither text
 * nor number; deep nesting. It decodes and allocates nothing, whatever lengths the bytes claim.
 */
export function msgpackEnd(bytes: Uint8Array, offset: number): number {
  return new Walk(bytes).valueEnd(offset, MAX_DEPTH);
}

class Walk {
  readonly #bytes: Uint8Array;
  #records: Map<number, Keys> | undefined;
  #compiled = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  valueEnd(offset: number, depth: number): number {
    const first = this.#bytes[offset];
    if (first === undefined || depth === 0) return -1;
    if (first >= FIRST_RECORD && first <= LAST_RECORD) return this.#recordEnd(first, offset + 1, depth);
    if (first >= 0x80 && first <= 0x8f) return this.#mapEnd(offset + 1, first & 0x0f, depth);
    if (first >= 0x90 && first <= 0x9f) return this.#itemsEnd(offset + 1, first & 0x0f, depth);
    if (first >= 0xa0 && first <= 0xbf) return this.#skip(offset + 1, first & 0x1f);
    switch (first) {
      // Nil, false, true.
      case 0xc0:
      case 0xc2:
      case 0xc3:
        return offset + 1;
      // Bytes and texts. Their length is a number of one, two or four bytes.
      case 0xc4:
      case 0xd9:
        return this.#skip(offset + 2, this.#lengthAt(offset + 1, 1));
      case 0xc5:
      case 0xda:
        return this.#skip(offset + 3, this.#lengthAt(offset + 1, 2));
      case 0xc6:
      case 0xdb:
        return this.#skip(offset + 5, this.#lengthAt(offset + 1, 4));
      // Arrays and maps, with a length of two or four bytes.
      case 0xdc:
        return this.#itemsEnd(offset + 3, this.#lengthAt(offset + 1, 2), depth);
      case 0xdd:
        return this.#itemsEnd(offset + 5, this.#lengthAt(offset + 1, 4), depth);
      case 0xde:
        return this.#mapEnd(offset + 3, this.#lengthAt(offset + 1, 2), depth);
      case 0xdf:
        return this.#mapEnd(offset + 5, this.#lengthAt(offset + 1, 4), depth);
      case 0xc7:
      case 0xd4:
      case 0xd6:
      case 0xd7:
        return this.#extensionEnd(first, offset + 1, depth);
      default:
        return numberEnd(this.#bytes, offset);
    }
  }

  #extensionEnd(first: number, offset: number, depth: number): number {
    const type = this.#bytes[offset];
    switch (first) {
      case 0xd4:
        // `undefined` is extension type 0 with one byte that has no meaning.
        return type === RECORD ? this.#definitionEnd(offset + 1, depth) : type === 0 ? this.#skip(offset + 1, 1) : -1;
      case 0xd6:
        return type === TIMESTAMP ? this.#skip(offset + 1, 4) : -1;
      case 0xd7:
        return type === TIMESTAMP ? this.#skip(offset + 1, 8) : -1;
      default: {
        const isTimestamp = type === TIMESTAMP_96_BYTES && this.#bytes[offset + 1] === TIMESTAMP;
        return isTimestamp ? this.#skip(offset + 2, TIMESTAMP_96_BYTES) : -1;
      }
    }
  }

  /** The id of a record, its keys and the values of the first of its kind. */
  #definitionEnd(offset: number, depth: number): number {
    const id = this.#bytes[offset] ?? 0;
    const head = this.#bytes[offset + 1] ?? 0;
    if (id < FIRST_RECORD || id > LAST_RECORD) return -1;
    const isShort = head >= 0x90 && head <= 0x9f;
    if (!isShort && head !== 0xdc) return -1;
    const count = isShort ? head & 0x0f : this.#lengthAt(offset + 2, 2);
    let end = offset + (isShort ? 2 : 4);
    if (count > this.#bytes.length - end) return -1;
    for (let index = 0; index < count && end >= 0; index++) end = this.#keyEnd(end);
    if (end < 0) return -1;
    (this.#records ??= new Map()).set(id, { count, uses: 0 });
    return this.#recordEnd(id, end, depth);
  }

  /** Returns the end of a record's values. If no record has the id, the byte is a small number and has no values. */
  #recordEnd(id: number, offset: number, depth: number): number {
    const keys = this.#records?.get(id);
    if (!keys) return offset;
    keys.uses++;
    if (keys.uses === COMPILED_AT_USE && ++this.#compiled > MAX_COMPILED) return -1;
    return this.#itemsEnd(offset, keys.count, depth);
  }

  #itemsEnd(offset: number, count: number, depth: number): number {
    // An item has at least one byte, so a larger count is false and is not read.
    if (count > this.#bytes.length - offset) return -1;
    let end = offset;
    for (let index = 0; index < count && end >= 0; index++) end = this.valueEnd(end, depth - 1);
    return end;
  }

  #mapEnd(offset: number, count: number, depth: number): number {
    if (count > this.#bytes.length - offset) return -1;
    let end = offset;
    for (let index = 0; index < count && end >= 0; index++) {
      end = this.#keyEnd(end);
      if (end >= 0) end = this.valueEnd(end, depth - 1);
    }
    return end;
  }

  /** A key is a text or a number. A decoder that makes objects cannot use other keys. */
  #keyEnd(offset: number): number {
    const first = this.#bytes[offset] ?? 0xc0;
    const isText = (first >= 0xa0 && first <= 0xbf) || (first >= 0xd9 && first <= 0xdb);
    return isText ? this.valueEnd(offset, 1) : numberEnd(this.#bytes, offset);
  }

  /** Reads a big-endian length. An incomplete length counts as longer than any frame. */
  #lengthAt(offset: number, lengthBytes: number): number {
    let length = 0;
    for (let index = 0; index < lengthBytes; index++) length = length * 256 + (this.#bytes[offset + index] ?? Infinity);
    return length;
  }

  #skip(offset: number, length: number): number {
    const end = offset + length;
    return end <= this.#bytes.length ? end : -1;
  }
}
