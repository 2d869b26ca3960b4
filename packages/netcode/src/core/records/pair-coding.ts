import type { ByteReader } from "../bytes/byte-reader.ts";

/** How a pair is written, in the two lowest bits of a record's first byte; the two highest are the signs of a near step. */
const NEAR = 1;
const FAR = 2;
const ABSOLUTE = 3;
export const PAIR_BITS = 0b11;
export const MAX_PAIR_BYTES = 4;
/** Longer than any step between two numbers of 16 bits. */
export const FAR_AWAY = 1 << 16;

/** Reach of a near step, of 9 bits for each of the two, and of a far one, of 12. */
const NEAR_REACH = 256;
const FAR_REACH = 2048;
const FIRST_IS_NEGATIVE = 1 << 6;
const SECOND_IS_NEGATIVE = 1 << 7;

/**
 * Writes a record's first byte, `head` without the bits of the pair, and two numbers of 16 bits, from `start` on: as a step
 * from those that the reader has, where that is short. A step of `FAR_AWAY` is that of a reader who has none. Returns the end.
 */
export function writePair(
  bytes: Uint8Array,
  start: number,
  head: number,
  first: number,
  second: number,
  firstStep: number,
  secondStep: number,
): number {
  let end = start;
  if (fits(NEAR_REACH, firstStep, secondStep)) {
    const signs = (firstStep < 0 ? FIRST_IS_NEGATIVE : 0) | (secondStep < 0 ? SECOND_IS_NEGATIVE : 0);
    bytes[end++] = head | NEAR | signs;
    bytes[end++] = firstStep;
    bytes[end++] = secondStep;
  } else if (fits(FAR_REACH, firstStep, secondStep)) {
    bytes[end++] = head | FAR;
    bytes[end++] = firstStep;
    bytes[end++] = ((firstStep >> 8) & 0xf) | (secondStep << 4);
    bytes[end++] = secondStep >> 4;
  } else {
    bytes[end++] = head | ABSOLUTE;
    bytes[end++] = first;
    bytes[end++] = first >> 8;
    bytes[end++] = second;
    bytes[end++] = second >> 8;
  }
  return end;
}

/** Reads a pair, whose coding `head` says, onto the numbers that the reader has of it, from `place` on. */
export function readPair(reader: ByteReader, head: number, numbers: number[], place: number): void {
  const coding = head & PAIR_BITS;
  const first = numbers[place] ?? 0;
  const second = numbers[place + 1] ?? 0;
  if (coding === NEAR) {
    numbers[place] = first + reader.uint8() - (head & FIRST_IS_NEGATIVE ? NEAR_REACH : 0);
    numbers[place + 1] = second + reader.uint8() - (head & SECOND_IS_NEGATIVE ? NEAR_REACH : 0);
  } else if (coding === FAR) {
    const bits = reader.uint16() | (reader.uint8() << 16);
    numbers[place] = first + ((bits << 20) >> 20);
    numbers[place + 1] = second + ((bits << 8) >> 20);
  } else if (coding === ABSOLUTE) {
    numbers[place] = reader.uint16();
    numbers[place + 1] = reader.uint16();
  }
}

const fits = (reach: number, first: number, second: number): boolean =>
  first >= -reach && first < reach && second >= -reach && second < reach;
