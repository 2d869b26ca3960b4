/** Bytes that follow a number's first byte, by that byte, from 0xca (float32) to 0xd3 (int64). */
const NUMBER_BYTES = [4, 8, 1, 2, 4, 8, 1, 2, 4, 8] as const;
const FIRST_LONG = 0xca;
const MAX_SMALL = 0x7f;
const MIN_NEGATIVE = 0xe0;

/**
 * Where a number of variable length ends that begins at `offset`, as schema and MessagePack write it; -1 for bytes that are
 * none, or end before it does. As shipped the decoder reads `undefined` there and goes on.
 */
export function numberEnd(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset];
  if (first === undefined) return -1;
  if (first <= MAX_SMALL || first >= MIN_NEGATIVE) return offset + 1;
  const length = NUMBER_BYTES[first - FIRST_LONG];
  if (length === undefined) return -1;
  const end = offset + 1 + length;
  return end <= bytes.length ? end : -1;
}
