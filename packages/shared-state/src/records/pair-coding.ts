import type { ByteReader } from "../sync/byte-reader.ts";
import type { ByteWriter } from "../sync/byte-writer.ts";

/** How a pair is written, in the two lowest bits of a record's first byte; the two highest are the signs of a near step. */
const NEAR = 1;
const FAR = 2;
const ABSOLUTE = 3;
export const PAIR_BITS = 0b11;
export const MAX_PAIR_BYTES = 4;

/** Reach of a near step, of 9 bits for each of the two, and of a far one, of 12. */
const NEAR_REACH = 256;
const FAR_REACH = 2048;
const FIRST_IS_NEGATIVE = 1 << 6;
const SECOND_IS_NEGATIVE = 1 << 7;

/**
 * Writes a record's first byte, `head` without the bits of the pair, and two numbers of 16 bits: as a step from those that the
 * reader has, where that is short. A step of `Infinity` is that of a reader who has none.
 */
export function writePair(
  writer: ByteWriter,
  head: number,
  steps: Float64Array,
  firstStep: number,
  secondStep: number,
): void {
  if (fits(NEAR_REACH, firstStep, secondStep)) {
    const signs = (firstStep < 0 ? FIRST_IS_NEGATIVE : 0) | (secondStep < 0 ? SECOND_IS_NEGATIVE : 0);
    writer.uint8(head | NEAR | signs);
    writer.uint8(firstStep);
    writer.uint8(secondStep);
  } else if (fits(FAR_REACH, firstStep, secondStep)) {
    writer.uint8(head | FAR);
    writer.uint8(firstStep);
    writer.uint8(((firstStep >> 8) & 0xf) | (secondStep << 4));
    writer.uint8(secondStep >> 4);
  } else {
    writer.uint8(head | ABSOLUTE);
    writer.uint16(steps[0] ?? 0);
    writer.uint16(steps[1] ?? 0);
  }
}

/** Reads a pair, whose coding `head` says, onto the numbers that the reader has. */
export function readPair(reader: ByteReader, head: number, steps: Float64Array): void {
  const coding = head & PAIR_BITS;
  const first = steps[0] ?? 0;
  const second = steps[1] ?? 0;
  if (coding === NEAR) {
    steps[0] = first + reader.uint8() - (head & FIRST_IS_NEGATIVE ? NEAR_REACH : 0);
    steps[1] = second + reader.uint8() - (head & SECOND_IS_NEGATIVE ? NEAR_REACH : 0);
  } else if (coding === FAR) {
    const bits = reader.uint16() | (reader.uint8() << 16);
    steps[0] = first + ((bits << 20) >> 20);
    steps[1] = second + ((bits << 8) >> 20);
  } else if (coding === ABSOLUTE) {
    steps[0] = reader.uint16();
    steps[1] = reader.uint16();
  }
}

const fits = (reach: number, first: number, second: number): boolean =>
  first >= -reach && first < reach && second >= -reach && second < reach;
