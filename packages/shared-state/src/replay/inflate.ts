import { Inflate } from "fflate";

import { ReplayError } from "./replay-error.ts";

/** Compressed bytes that are inflated at once. They can become at most a thousand times as many. */
const STEP_BYTES = 2048;

/**
 * Inflates raw deflate data that must become exactly `length` bytes. Throws a `ReplayError` for other data, as soon as
 * there is a byte too many.
 */
export function inflate(data: Uint8Array, length: number, dictionary?: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(length);
  let filled = 0;
  const inflater = new Inflate(dictionary ? { dictionary: lastPart(dictionary) } : {}, (part) => {
    if (filled + part.length > length) throw new ReplayError(WRONG_LENGTH);
    bytes.set(part, filled);
    filled += part.length;
  });
  try {
    for (let start = 0; start < data.length; start += STEP_BYTES) {
      const end = Math.min(data.length, start + STEP_BYTES);
      inflater.push(data.subarray(start, end), end === data.length);
    }
  } catch (error) {
    if (error instanceof ReplayError) throw error;
    throw new ReplayError("A part of this replay can't be decompressed.");
  }
  if (filled !== length) throw new ReplayError(WRONG_LENGTH);
  return bytes;
}

const WRONG_LENGTH = "A part of this replay has another length than it says.";

/** Deflate looks back at most this far. */
const WINDOW_BYTES = 32 * 1024;

/** Returns the part of a dictionary that deflate can use. */
export const lastPart = (dictionary: Uint8Array): Uint8Array =>
  dictionary.subarray(Math.max(0, dictionary.length - WINDOW_BYTES));
