import type { ByteReader } from "@fray/netcode/core";

import { ReplayError } from "../replay-error.ts";

/** Enough for each of the parts that are written at once. */
export const PART_BYTES = 256;

/** Reads how many of something follow. Throws a `ReplayError` for more than a room has. */
export function readCount(reader: ByteReader, most: number): number {
  const count = reader.varint();
  if (count > most) throw new ReplayError(`A replay claims to have ${count} of something that a room has ${most} of.`);
  return count;
}
