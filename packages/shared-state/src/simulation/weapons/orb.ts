import type { SpecialData } from "./weapon.ts";

/** The orb: its shots bounce round corners until they touch a body or their fuse ends. Two hits kill: 0.9 s at best. */
export const ORB = {
  name: "orb",
  kind: "projectile",
  damage: 60,
  cooldown_s: 0.9,
  speed_u_per_s: 13,
  fuse_s: 3,
  /** The distance that an orb flies until its fuse ends, plus the muzzle distance. */
  range_u: 3 * 13 + 0.7,
  radius_u: 0.25,
  muzzle_u: 0.7,
  rounds: 4,
  bounces: true,
  blast: { radius_u: 2.5, edgeDamage: 18, knockback_u_per_s: 10, ownShare: 0.5 },
  pad: { return_s: 18 },
  tactics: { fires: { most: 9 }, keeps: { least: 5 } },
} as const satisfies SpecialData & { readonly fuse_s: number };
