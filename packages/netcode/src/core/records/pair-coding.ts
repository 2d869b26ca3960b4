import type { ByteReader } from "../bytes/byte-reader.ts";

/**
 * How a pair is written, in the two lowest bits of a record's first byte. The two highest bits are the signs of a
 * near step.
 */
const NEAR = 1;
const FAR = 2;
const ABSOLUTE = 3;
export const PAIR_BITS = 0b11;
export const MAX_PAIR_BYTES = 4;
/** A step that is longer than any step from one 16-bit number to another. */
export const FAR_AWAY = 1 << 16;

/** Range of a near step, with 9 bits per number, and of a far step, with 12 bits. */
const NEAR_REACH = 256;
const FAR_REACH = 2048;
const FIRST_IS_NEGATIVE = 1 << 6;
const SECOND_IS_NEGATIVE = 1 << 7;

/**
 * Writes a record's first byte and two 16-bit numbers. `head` is that byte without the bits of the pair. A short step
 * is written as the difference to the reader's numbers. A step of `FAR_AWAY` means that the reader has no numbers
 * yet. Returns the end.
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

/**
 * Reads a pair into `numbers` at `place`. `head` says how it is coded. A difference is added to the previous numbers.
 */
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
