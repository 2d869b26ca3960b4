import { numberEnd } from "./wire-number.ts";

/** More nesting than any message has. A decoder that calls itself for each level runs out of stack at some depth. */
const MAX_DEPTH = 16;

const NIL = 0xc0;
/** A timestamp of 4, 8 or 12 bytes, and `undefined`: the extensions that a plain value may have. Type -1 and type 0. */
const FIXED_EXTENSION_1 = 0xd4;
const FIXED_EXTENSION_4 = 0xd6;
const FIXED_EXTENSION_8 = 0xd7;
const EXTENSION_8 = 0xc7;
const TIMESTAMP = 0xff;
const TIMESTAMP_96_BYTES = 12;

/**
 * Where the MessagePack value ends that begins at `offset`; -1 for bytes that are none, for one that is not complete, and for what
 * no message of ours has: extensions but timestamps and `undefined`, keys that are no text or number, deep nesting. Nothing is
 * decoded and nothing is allocated, whatever length the bytes claim.
 */
export function msgpackEnd(bytes: Uint8Array, offset: number, depth = MAX_DEPTH): number {
  const first = bytes[offset];
  if (first === undefined || depth === 0) return -1;
  if (first >= 0x80 && first <= 0x8f) return itemsEnd(bytes, offset + 1, first & 0x0f, true, depth);
  if (first >= 0x90 && first <= 0x9f) return itemsEnd(bytes, offset + 1, first & 0x0f, false, depth);
  if (first >= 0xa0 && first <= 0xbf) return skip(bytes, offset + 1, first & 0x1f);
  switch (first) {
    case NIL:
    case 0xc2:
    case 0xc3:
      return offset + 1;
    case 0xc4:
    case 0xd9:
      return blobEnd(bytes, offset + 1, 1);
    case 0xc5:
    case 0xda:
      return blobEnd(bytes, offset + 1, 2);
    case 0xc6:
    case 0xdb:
      return blobEnd(bytes, offset + 1, 4);
    case 0xdc:
    case 0xdd:
    case 0xde:
    case 0xdf: {
      const lengthBytes = first & 1 ? 4 : 2;
      const count = lengthAt(bytes, offset + 1, lengthBytes);
      return itemsEnd(bytes, offset + 1 + lengthBytes, count, first >= 0xde, depth);
    }
    case FIXED_EXTENSION_1:
      return bytes[offset + 1] === 0 ? skip(bytes, offset + 2, 1) : -1;
    case FIXED_EXTENSION_4:
      return bytes[offset + 1] === TIMESTAMP ? skip(bytes, offset + 2, 4) : -1;
    case FIXED_EXTENSION_8:
      return bytes[offset + 1] === TIMESTAMP ? skip(bytes, offset + 2, 8) : -1;
    case EXTENSION_8:
      return bytes[offset + 1] === TIMESTAMP_96_BYTES && bytes[offset + 2] === TIMESTAMP
        ? skip(bytes, offset + 3, TIMESTAMP_96_BYTES)
        : -1;
    default:
      return numberEnd(bytes, offset);
  }
}

/** Where `count` items end, or as many pairs of a key and an item. */
function itemsEnd(bytes: Uint8Array, offset: number, count: number, hasKeys: boolean, depth: number): number {
  // An item has at least one byte: what claims to have more is not even looked into.
  if (count > bytes.length - offset) return -1;
  let end = offset;
  for (let index = 0; index < count && end >= 0; index++) {
    if (hasKeys) end = isKey(bytes[end]) ? msgpackEnd(bytes, end, depth) : -1;
    if (end >= 0) end = msgpackEnd(bytes, end, depth - 1);
  }
  return end;
}

/** Whether a map's key begins with that byte: a text or a number. A decoder to objects has no use for others. */
const isKey = (first = NIL): boolean =>
  first < 0x80 ||
  (first >= 0xa0 && first <= 0xbf) ||
  (first >= 0xca && first <= 0xd3) ||
  (first >= 0xd9 && first <= 0xdb) ||
  first >= 0xe0;

function blobEnd(bytes: Uint8Array, offset: number, lengthBytes: number): number {
  return skip(bytes, offset + lengthBytes, lengthAt(bytes, offset, lengthBytes));
}

/** A big-endian length; one that is not complete is longer than any frame. */
function lengthAt(bytes: Uint8Array, offset: number, lengthBytes: number): number {
  let length = 0;
  for (let index = 0; index < lengthBytes; index++) length = length * 256 + (bytes[offset + index] ?? Infinity);
  return length;
}

function skip(bytes: Uint8Array, offset: number, length: number): number {
  const end = offset + length;
  return end <= bytes.length ? end : -1;
}
