import type { SpecialData } from "./weapon.ts";

/** Eight pellets in a fan. Two full hits kill: 0.9 s at best, but all pellets hit only at arm's length. */
export const SCATTER = {
  name: "scatter",
  kind: "projectile",
  damage: 7,
  pellets: 8,
  spread_rad: 0.17,
  jitter_rad: 0.03,
  cooldown_s: 0.9,
  speed_u_per_s: 30,
  range_u: 10,
  radius_u: 0.1,
  muzzle_u: 0.65,
  rounds: 6,
  pad: { return_s: 15 },
  // The scatter is worth the wait only while most of the pellets hit.
  tactics: { fires: { most: 4.5 }, keeps: { most: 3 } },
} as const satisfies SpecialData;
