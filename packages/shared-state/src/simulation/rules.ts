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

/** Armour wears off instead of health, for this share of each hit, as long as there is any. */
export const MAX_ARMOUR = 50;
export const ARMOUR_SHARE = 2 / 3;

/** Damage is multiplied by this, and for how long, after taking the Overdrive. */
export const OVERDRIVE = { damage: 1.5, duration_s: 8 } as const;

/** A player who leaves the fight this soon after taking damage is counted as killed by the last attacker. */
export const FORFEIT_S = 3;

/** Who fired or was hurt this recently is seen in a bush from any distance. */
export const REVEAL_S = 0.6;
/** Enemies this close see into a bush. */
export const BUSH_SIGHT_U = 3;

/** A body whose centre comes this close to a teleporter goes through it, and has to leave the pad for a while first. */
export const TELEPORTER = { radius_u: 0.6, rest_s: 0.5 } as const;

/**
 * Every weapon. A place in this list stands for its weapon on the wire and in the state. Everybody carries the pulse
 * and one special: the rail, until they take another from a pad.
 */
export const WEAPONS = ["pulse", "rail", "scatter", "rocket", "orb"] as const;
export type Weapon = (typeof WEAPONS)[number];
export type Special = Exclude<Weapon, "pulse">;

export const weaponCode = (weapon: Weapon): number => WEAPONS.indexOf(weapon);
/** The weapon a code stands for; an unknown one is the pulse. */
export const weaponOf = (code: number): Weapon => WEAPONS[code] ?? "pulse";

/**
 * After one weapon the other waits this long. Without it a special and a volley of pulses would kill in half a second;
 * with it no order of them from full health takes less than 0.8 s, the deadliest being a special, the wait and four
 * pulses (60 + 4 x 13).
 */
export const SWAP_S = 0.4;

/** What flies, and how. */
export interface ProjectileRules {
  readonly damage: number;
  readonly speed_u_per_s: number;
  /** Length of its path at which it ends by itself. */
  readonly range_u: number;
  readonly radius_u: number;
  /** Distance from the body's centre at which it appears. */
  readonly muzzle_u: number;
  /** It explodes where it ends. */
  readonly blast?: BlastRules;
  /** Bounces off walls instead of ending there. */
  readonly bounces?: boolean;
}

export interface BlastRules {
  readonly radius_u: number;
  /** Damage at the edge of the radius; in between it falls off evenly from the projectile's own. */
  readonly edgeDamage: number;
  /** Push in u/s on a body in the middle, falling off like the damage. */
  readonly knockback_u_per_s: number;
  /** Share of the damage that its owner takes: a jump off one's own rocket costs something, but can be afforded. */
  readonly ownShare: number;
}

/** The pulse rifle everyone carries. Eight hits kill: 0.93 s at best from full health. */
export const PULSE = {
  damage: 13,
  interval_s: 1 / 7.5,
  speed_u_per_s: 28,
  range_u: 22,
  radius_u: 0.12,
  muzzle_u: 0.65,
  clip: 16,
  reload_s: 1.1,
} as const;

/**
 * Strikes at once, where the shooter saw the target, after a charge everybody sees. Two hits kill: 1.27 s at best. The
 * special of who has taken no other: it costs nothing but time.
 */
export const RAIL = { damage: 52, charge_s: 0.12, cooldown_s: 1, range_u: 26, rounds: 0 } as const;

/** Eight pellets in a fan. Two full hits kill: 0.9 s at best, and only at arm's length are they full. */
export const SCATTER = {
  damage: 7,
  pellets: 8,
  /** Half the angle of the fan, and how far a pellet may be off its place in it. */
  spread_rad: 0.17,
  jitter_rad: 0.03,
  cooldown_s: 0.9,
  speed_u_per_s: 30,
  range_u: 10,
  radius_u: 0.1,
  muzzle_u: 0.65,
  rounds: 6,
} as const;

/** Slow enough to see coming, and it need not hit. Two direct hits kill: 1 s at best. */
export const ROCKET = {
  damage: 60,
  cooldown_s: 1,
  speed_u_per_s: 17,
  range_u: 30,
  radius_u: 0.18,
  muzzle_u: 0.7,
  rounds: 4,
  blast: { radius_u: 3, edgeDamage: 18, knockback_u_per_s: 15, ownShare: 0.5 },
} as const;

/** Bounces round corners until it touches somebody or its fuse ends. Two hits kill: 0.9 s at best. */
export const ORB = {
  damage: 60,
  cooldown_s: 0.9,
  speed_u_per_s: 13,
  fuse_s: 3,
  /** What it flies in that time, and the muzzle. */
  range_u: 3 * 13 + 0.7,
  radius_u: 0.25,
  muzzle_u: 0.7,
  rounds: 4,
  bounces: true,
  blast: { radius_u: 2.5, edgeDamage: 18, knockback_u_per_s: 10, ownShare: 0.5 },
} as const;

export const PROJECTILES: Readonly<Record<Exclude<Weapon, "rail">, ProjectileRules>> = {
  pulse: PULSE,
  scatter: SCATTER,
  rocket: ROCKET,
  orb: ORB,
};

export const SPECIALS = { rail: RAIL, scatter: SCATTER, rocket: ROCKET, orb: ORB } as const;

/** What lies on the ground. A place in this list stands for its kind in the state. */
export const PICKUP_KINDS = ["health", "armour", "ammo", "scatter", "rocket", "orb", "overdrive"] as const;
export type PickupKind = (typeof PICKUP_KINDS)[number];

export const pickupCode = (kind: PickupKind): number => PICKUP_KINDS.indexOf(kind);
/** The kind a code stands for; an unknown one is a health pack. */
export const pickupKindOf = (code: number): PickupKind => PICKUP_KINDS[code] ?? "health";

export const PICKUP_RADIUS_U = 0.4;
/** Seconds until a pickup that was taken is back. */
export const PICKUP_RETURN_S: Readonly<Record<PickupKind, number>> = {
  health: 12,
  armour: 15,
  ammo: 10,
  scatter: 15,
  rocket: 18,
  orb: 18,
  overdrive: 60,
};

export const HEALTH_PACK = { heals: 50 } as const;
export const ARMOUR_PACK = { adds: 50 } as const;

/** Fewer make no fight: a round waits for them. */
export const MIN_FIGHTERS = 2;
/** How long the results of a round are shown. */
export const RESULTS_S = 10;

/** A flag is touched from this far, and goes home by itself when it has lain about for so long. */
export const FLAG = { radius_u: 0.5, return_s: 20 } as const;

/** How long the hill stays in a place. */
export const HILL = { stay_s: 45 } as const;

/** Whole steps that come nearest to `seconds`, at least one. */
export const stepsIn = (seconds: number, dt: number): number => Math.max(1, Math.round(seconds / dt));

/**
 * Whole steps that last no less than `seconds`. Between shots it is these: rounded to the nearest, a volley that takes
 * 0.8 s at 30 ticks/s takes 0.73 s at 26.
 */
export const stepsCovering = (seconds: number, dt: number): number => Math.max(1, Math.ceil(seconds / dt - ROUNDING));

/** What a division of the two may be off a whole number. */
const ROUNDING = 1e-6;
