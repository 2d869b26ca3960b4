/**
 * The numbers of the game, for the server, the prediction, the bots and the tests. Those of a weapon are in its file
 * in `weapons/`; all are exported from here. Lengths are in u (one u is a body's diameter), times in seconds; steps
 * count seconds by the room's tick rate.
 */
import { tableOf } from "./by-name.ts";
import type { PickupKind } from "./simulation/pickup-kinds.ts";
import { PAD_WEAPON_NAMES, PAD_WEAPONS } from "./simulation/weapons/index.ts";

export * from "./simulation/pickup-kinds.ts";
export * from "./simulation/weapons/index.ts";
export * from "./simulation/weapons/weapon-rules.ts";
export type { BlastRules, ProjectileRules } from "./simulation/weapons/weapon.ts";

export const BODY_RADIUS_U = 0.5;
export const MAX_HEALTH = 100;

export const RUN_SPEED_U_PER_S = 7.5;
/**
 * A body reaches running speed in about 0.1 s. That feels direct, but a shooter who leads the target can still see a
 * change of direction.
 */
export const ACCELERATION_U_PER_S2 = 75;

export const DASH_SPEED_U_PER_S = 21;
export const DASH_DURATION_S = 0.16;
export const DASH_COOLDOWN_S = 1.6;

export const RESPAWN_DELAY_S = 2;
export const SHIELD_DURATION_S = 1.5;

/** Healing starts this long after the last damage, so that it does not influence a fight. */
export const HEAL_DELAY_S = 4;
export const HEAL_PER_S = 15;

/** Armour takes this share of the damage of each hit, as long as there is any armour. */
export const MAX_ARMOUR = 50;
export const ARMOUR_SHARE = 2 / 3;

/** The Overdrive multiplies damage by this factor for this time. */
export const OVERDRIVE = { damage: 1.5, duration_s: 8 } as const;

/** A player who leaves the fight this soon after taking damage is counted as killed by the last attacker. */
export const FORFEIT_S = 3;

/** A body that fired or was hurt within this time is visible in a bush from any distance. */
export const REVEAL_S = 0.6;
/** Enemies this close see into a bush. */
export const BUSH_SIGHT_U = 3;

/**
 * A body whose centre comes this close to a teleporter is teleported. Before that, it must have been off the pads for
 * a while.
 */
export const TELEPORTER = { radius_u: 0.6, rest_s: 0.5 } as const;

/**
 * Wait between shots of different weapons. Without it, a special and a volley of pulses would kill in half a second.
 * With it, no sequence kills from full health in less than 0.8 s; the fastest is a special, the wait and four pulses
 * (60 + 4 x 13).
 */
export const SWAP_S = 0.4;

/**
 * How far back a hitscan shot is judged. It covers the interpolation delay and a round trip of about 100 ms in full.
 * With a longer rewind, targets would notice that they are hit after they took cover.
 */
export const REWIND_CAP_MS = 200;

export const PICKUP_RADIUS_U = 0.4;
/** Seconds until a taken pickup respawns. */
export const PICKUP_RETURN_S: Readonly<Record<PickupKind, number>> = {
  health: 12,
  armour: 15,
  ammo: 10,
  overdrive: 60,
  ...tableOf(PAD_WEAPON_NAMES, (weapon) => PAD_WEAPONS[weapon].pad.return_s),
};

export const HEALTH_PACK = { heals: 50 } as const;
export const ARMOUR_PACK = { adds: 50 } as const;

/** Minimum number of fighters of a round. A round waits until there are so many. */
export const MIN_FIGHTERS = 2;
/** How long the results of a round are shown. */
export const RESULTS_S = 10;

/** A body touches a flag from this distance. A flag returns home after it has been on the ground for this time. */
export const FLAG = { radius_u: 0.5, return_s: 20 } as const;

/**
 * Two kills at most this far apart belong to one multikill. A streak is praised at every so many kills without a death,
 * and so is who ends one.
 */
export const DEED = { multikill_s: 4, streak_kills: 5 } as const;

/** How long the hill stays at a place. */
export const HILL = { stay_s: 45 } as const;

/** Returns the number of whole steps nearest to `seconds`, at least one. */
export const stepsIn = (seconds: number, dt: number): number => Math.max(1, Math.round(seconds / dt));

/**
 * Returns the smallest number of whole steps that last at least `seconds`. The time between shots uses this: rounded
 * to the nearest, a volley that takes 0.8 s at 30 ticks/s would take 0.73 s at 26.
 */
export const stepsCovering = (seconds: number, dt: number): number => Math.max(1, Math.ceil(seconds / dt - ROUNDING));

/** Largest difference between the quotient of the two and a whole number that counts as rounding. */
const ROUNDING = 1e-6;
