/** Bytes that follow a number's first byte, by that byte, from 0xca (float32) to 0xd3 (int64). */
const NUMBER_BYTES = [4, 8, 1, 2, 4, 8, 1, 2, 4, 8] as const;
const FIRST_LONG = 0xca;
const MAX_SMALL = 0x7f;
const MIN_NEGATIVE = 0xe0;

/**
 * Returns the end of a number of variable length that begins at `offset`, as the schema and MessagePack write it.
 * Returns -1 for invalid or incomplete bytes, which the decoder would read as `undefined`.
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
