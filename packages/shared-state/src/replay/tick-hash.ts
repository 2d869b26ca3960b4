import type { World } from "../simulation/world.ts";

const FNV_PRIME = 0x01000193;
const POSITION_STEPS_PER_U = 256;
/** Bits of a tick's hash. Nothing compresses them. */
export const TICK_HASH_BITS = 2;

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
  return Math.imul(hash ^ (hash >>> 15), FNV_PRIME) >>> (32 - TICK_HASH_BITS);
}
