import type { PrimaryData } from "./weapon.ts";

/** The pulse rifle, which every body carries. Eight hits kill: 0.93 s at best from full health. */
export const PULSE = {
  name: "pulse",
  kind: "projectile",
  damage: 13,
  interval_s: 1 / 7.5,
  speed_u_per_s: 28,
  range_u: 22,
  radius_u: 0.12,
  muzzle_u: 0.65,
  clip: 16,
  reload_s: 1.1,
} as const satisfies PrimaryData;
