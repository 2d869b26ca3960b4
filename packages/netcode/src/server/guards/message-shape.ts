import { isUtf8 } from "node:buffer";

import { msgpackEnd } from "./msgpack-shape.ts";
import { numberEnd } from "./wire-number.ts";

/**
 * A text of up to 31 bytes has its length in its first byte. A longer text has its length in the next 1, 2 or 4
 * bytes.
 */
const SHORT_TEXT = 0xa0;
const MAX_SHORT_TEXT = 0xbf;
const LENGTH_BYTES: Readonly<Record<number, number>> = { 0xd9: 1, 0xda: 2, 0xdb: 4 };

/**
 * Whether a frame is a message: its type, then one MessagePack value or nothing. Without this check, the decoder
 * writes a line to the console for a type that is not UTF-8, and an error with a stack for a value that it cannot
 * decode.
 */
export function isMessage(frame: Uint8Array): boolean {
  return isPayload(frame, typeEnd(frame, 1));
}

/** Whether a frame is a message that expects an answer: the number of the answer, then a message. */
export function isRequest(frame: Uint8Array): boolean {
  const start = numberEnd(frame, 1);
  return start >= 0 && isPayload(frame, typeEnd(frame, start));
}

/** Whether a frame is a message of bytes: its type, then any bytes. */
export function isBytesMessage(frame: Uint8Array): boolean {
  return typeEnd(frame, 1) >= 0;
}

const isPayload = (frame: Uint8Array, offset: number): boolean =>
  offset === frame.length || (offset >= 0 && msgpackEnd(frame, offset) === frame.length);

/**
 * Returns the end of a message's type, a text or a number. Lengths are little-endian here, as the schema writes them.
 */
function typeEnd(frame: Uint8Array, offset: number): number {
  const first = frame[offset];
  if (first === undefined) return -1;
  if (first >= SHORT_TEXT && first <= MAX_SHORT_TEXT) return textEnd(frame, offset + 1, first - SHORT_TEXT);
  const lengthBytes = LENGTH_BYTES[first];
  if (lengthBytes === undefined) return numberEnd(frame, offset);
  let length = 0;
  for (let index = lengthBytes; index > 0; index--) length = length * 256 + (frame[offset + index] ?? Infinity);
  return textEnd(frame, offset + 1 + lengthBytes, length);
}

function textEnd(frame: Uint8Array, offset: number, length: number): number {
  const end = offset + length;
  return end <= frame.length && isUtf8(frame.subarray(offset, end)) ? end : -1;
}
