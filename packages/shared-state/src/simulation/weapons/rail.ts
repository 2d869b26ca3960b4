import type { SpecialData } from "./weapon.ts";

/**
 * Strikes at once, where the shooter saw the target, after a charge everybody sees. Two hits kill: 1.27 s at best. It
 * costs nothing but time.
 */
export const RAIL = {
  name: "rail",
  kind: "hitscan",
  damage: 52,
  charge_s: 0.12,
  cooldown_s: 1,
  range_u: 26,
  rounds: 0,
} as const satisfies SpecialData;
