/**
 * The numbers of the game. Change them here: server, prediction, bots and tests all read this file.
 * Lengths are in u (one u is a body's diameter), times in seconds; steps count seconds by the room's tick rate.
 */

export const BODY_RADIUS_U = 0.5;
export const MAX_HEALTH = 100;

export const RUN_SPEED_U_PER_S = 7.5;
/** Reaches running speed in about 0.1 s: crisp, but a change of direction is visible to whoever leads a shot. */
export const ACCELERATION_U_PER_S2 = 75;

export const DASH_SPEED_U_PER_S = 21;
export const DASH_DURATION_S = 0.16;
export const DASH_COOLDOWN_S = 1.6;

export const RESPAWN_DELAY_S = 2;
export const SHIELD_DURATION_S = 1.5;

/** Healing starts this long after the last damage, so that a fight is decided by the fight. */
export const HEAL_DELAY_S = 4;
export const HEAL_PER_S = 15;

/** The pulse rifle everyone carries. Eight hits kill: 0.93 s at best from full health. */
export const PULSE = {
  damage: 13,
  interval_s: 1 / 7.5,
  speed_u_per_s: 28,
  range_u: 22,
  radius_u: 0.12,
  /** Distance from the body's centre at which a shot appears. */
  muzzle_u: 0.65,
  clip: 16,
  reload_s: 1.1,
} as const;

/**
 * The rail everyone carries beside it: strikes at once, where the shooter saw the target, after a charge everybody
 * sees. Two hits kill, and it takes its time between them: it finishes fights and opens them, the pulse wins them.
 */
export const RAIL = {
  damage: 52,
  charge_s: 0.12,
  cooldown_s: 1.5,
  range_u: 26,
} as const;

/** A health pack on the ground. */
export const HEALTH_PACK = {
  heals: 50,
  radius_u: 0.4,
  respawn_s: 12,
} as const;

export type Weapon = "pulse" | "rail";

/** Whole steps that make up `seconds`, at least one. */
export const stepsIn = (seconds: number, dt: number): number => Math.max(1, Math.round(seconds / dt));
