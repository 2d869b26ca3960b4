import type { World } from "../simulation/world.ts";

const FNV_PRIME = 0x01000193;
const POSITION_STEPS_PER_U = 256;
/** Bits of a tick's hash. Compressed, the hashes are about 21 bytes for each second of a round. */
const BITS = 4;
const HASHES_PER_BYTE = 8 / BITS;
/** Where the number of hashes fits into a byte. */
export const MOST_TICK_HASHES = 255;

/** Number of bytes of packed hashes. */
export const tickHashBytes = (count: number): number => Math.ceil(count / HASHES_PER_BYTE);

/**
 * Computes a short hash of what nearly every difference between two worlds changes at once. The hash of a second is over
 * everything, and these say where in the second to look: the first tick that differs is missed with a chance of 1 to 15.
 */
export function tickHash({ fighters, random, shots }: World): number {
  let hash = random.state ^ shots.length;
  for (const { x, y, health, ammo } of fighters.values()) {
    hash = Math.imul(hash ^ (x * POSITION_STEPS_PER_U), FNV_PRIME);
    hash = Math.imul(hash ^ (y * POSITION_STEPS_PER_U), FNV_PRIME);
    hash = Math.imul(hash ^ (health + (ammo << 8)), FNV_PRIME);
  }
  // A product's highest bits depend on all bits of its factors.
  return Math.imul(hash ^ (hash >>> 15), FNV_PRIME) >>> (32 - BITS);
}

/** Packs hashes, two into a byte. */
export function packTickHashes(hashes: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(tickHashBytes(hashes.length));
  for (const [index, hash] of hashes.entries()) {
    const at = Math.floor(index / HASHES_PER_BYTE);
    bytes[at] = (bytes[at] ?? 0) | (hash << ((index % HASHES_PER_BYTE) * BITS));
  }
  return bytes;
}

/** Returns the hashes that `packTickHashes` packed. */
export const unpackTickHashes = (bytes: Uint8Array, count: number): number[] =>
  Array.from(
    { length: count },
    (_, index) =>
      ((bytes[Math.floor(index / HASHES_PER_BYTE)] ?? 0) >>> ((index % HASHES_PER_BYTE) * BITS)) & ((1 << BITS) - 1),
  );
