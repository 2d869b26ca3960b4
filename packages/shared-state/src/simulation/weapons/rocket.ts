import type { SpecialData } from "./weapon.ts";

/** Slow enough to be seen, and effective without a direct hit. Two direct hits kill: 1 s at best. */
export const ROCKET = {
  name: "rocket",
  kind: "projectile",
  damage: 60,
  cooldown_s: 1,
  speed_u_per_s: 17,
  range_u: 30,
  radius_u: 0.18,
  muzzle_u: 0.7,
  rounds: 4,
  blast: { radius_u: 3, edgeDamage: 18, knockback_u_per_s: 15, ownShare: 0.5 },
  pad: { return_s: 18 },
  tactics: { fires: { most: 16 }, keeps: { least: 3, most: 4 }, worth: 20 },
} as const satisfies SpecialData;
