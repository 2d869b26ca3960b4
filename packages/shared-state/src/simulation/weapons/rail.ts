import type { SpecialData } from "./weapon.ts";

/**
 * The rail: its shot hits at once, at the place where the shooter saw the target, after a visible charge. Two hits
 * kill: 1.27 s at best. The rail has unlimited rounds.
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
