import type { World } from "../simulation/world.ts";

const FNV_PRIME = 0x01000193;
const POSITION_STEPS_PER_U = 256;
/** More than a unit of speed has steps on the wire. */
const SPEED_STEPS = 1024;
const HALF = 16;
export const MAX_TICK_HASH_BITS = 32;

/**
 * Returns the number of bits that a replay stores of the hash of each tick, for a number of bodies. Nothing compresses
 * them: with 30 ticks per second a bit takes 3.75 B/s. So many leave a room of each size below 80 B per player and second:
 * 1 bit for a body alone, 4 for two, 10 for four, 22 for eight, and all from twelve on.
 */
export const tickHashBits = (bodies: number): number => Math.min(MAX_TICK_HASH_BITS, Math.max(1, 3 * bodies - 2));

/** Returns the first bits of a hash, as a number. */
export const shortened = (hash: number, bits: number): number =>
  bits === 0 ? 0 : hash >>> (MAX_TICK_HASH_BITS - bits);

/**
 * Computes a hash of what nearly every difference between two worlds changes at once: the generator, and of each body its
 * place, motion, health, ammunition and cooldowns. The hash of a second is over everything, and these say where in the
 * second to look. It runs in each tick, so it is not over everything itself.
 */
export function tickHash({ fighters, random, shots }: World): number {
  let hash = random.state ^ shots.length;
  for (const body of fighters.values()) {
    const { x, y, vx, vy, health, armour, ammo, fireCooldown, reloadSteps, dashCooldown, specialCooldown } = body;
    hash = mix(hash ^ (x * POSITION_STEPS_PER_U + ((y * POSITION_STEPS_PER_U) << HALF)));
    hash = mix(hash ^ (vx * SPEED_STEPS + ((vy * SPEED_STEPS) << HALF)));
    hash = mix(hash ^ (health + (armour << 8) + (ammo << 16) + (fireCooldown << 24)));
    hash = mix(hash ^ (reloadSteps + (dashCooldown << 8) + (specialCooldown << 16)));
  }
  return mix(hash) >>> 0;
}

/** A product's highest bits depend on all bits of its factors, and its lowest on the highest of them by the shift. */
const mix = (hash: number): number => Math.imul(hash ^ (hash >>> 15), FNV_PRIME);
