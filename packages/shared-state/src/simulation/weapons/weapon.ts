import type { PickupKind } from "../pickup-kinds.ts";

/**
 * The description of a weapon. Each weapon has its own file in this folder, and a line in `index.ts`. The step, the
 * prediction, the wire, the bots and the client read nothing but these fields, so a new weapon changes none of them.
 */
export type WeaponData = PrimaryData | SpecialData;

/** The weapon that every body carries. It has a clip that is reloaded. */
export type PrimaryData = Behaviour & {
  readonly interval_s: number;
  readonly clip: number;
  readonly reload_s: number;
  readonly pad?: undefined;
};

/** A weapon of the second trigger. */
export type SpecialData = Behaviour & SpecialTrigger & (OnPad | NotOnPad);

interface SpecialTrigger {
  /** Time from one shot to the next. */
  readonly cooldown_s: number;
  /** Shots that a pickup gives; 0 for unlimited. */
  readonly rounds: number;
  /** Time from pulling the trigger to the shot; all observers see the charge. */
  readonly charge_s?: number;
}

/** A weapon that lies on a pad. The pickup has the name of the weapon. */
interface OnPad {
  readonly name: PickupKind;
  readonly pad: {
    /** Time until a taken pickup respawns. */
    readonly return_s: number;
  };
}

interface NotOnPad {
  readonly pad?: undefined;
}

type Behaviour = Hitscan | Solid | Explosive;

interface Common {
  readonly name: string;
  /** Points of health and armour that a direct hit takes. */
  readonly damage: number;
  /** Length of a shot's path at which the shot ends without a hit. */
  readonly range_u: number;
  /** How bots use the weapon, if that does not follow from the other numbers. */
  readonly tactics?: TacticsData;
}

/** A weapon whose shot hits in the tick in which it is fired. The hit is judged by where the shooter saw the target. */
interface Hitscan extends Common {
  readonly kind: "hitscan";
}

/** A weapon whose shots fly. Server and clients know the path of a shot from the moment of firing. */
interface Projectile extends Common, Flight {
  readonly kind: "projectile";
}

interface Flight {
  readonly speed_u_per_s: number;
  readonly radius_u: number;
  /** Distance from the body's centre at which a shot appears. */
  readonly muzzle_u: number;
  /** Bounces off walls instead of ending there. */
  readonly bounces?: boolean;
}

/** A flying shot, and how it ends. */
export interface ProjectileRules extends Flight {
  readonly damage: number;
  readonly range_u: number;
  readonly blast?: BlastRules;
}

/** A weapon whose shots harm only the body that they touch. */
interface Solid extends Projectile {
  readonly blast?: undefined;
  /** Number of pellets that are fired at once, in a fan. */
  readonly pellets?: number;
  /** Half the angle of the fan, and the largest offset of a pellet from its place in the fan. */
  readonly spread_rad?: number;
  readonly jitter_rad?: number;
}

/**
 * A weapon whose shots explode at the end of their path. It fires one shot at a time, because on the wire an
 * explosion has no pellet number.
 */
interface Explosive extends Projectile {
  readonly blast: BlastRules;
  readonly pellets?: undefined;
}

export interface BlastRules {
  readonly radius_u: number;
  /** Damage at the edge of the radius. It falls linearly from the direct damage in the middle. */
  readonly edgeDamage: number;
  /** Push in u/s on a body in the middle. The push falls off with the distance like the damage. */
  readonly knockback_u_per_s: number;
  /** Share of the damage that the owner of the shot takes: a rocket jump costs health, but is affordable. */
  readonly ownShare: number;
}

/** Distances in u. Missing values follow from the weapon's range and blast. */
interface TacticsData {
  /** The distances at which a bot fires at an enemy in sight. */
  readonly fires?: Partial<Span>;
  /** Distance that bots keep from the enemy with this weapon. */
  readonly keeps?: Partial<Span>;
  /** Distance that bots walk for the weapon's pickup. */
  readonly worth?: number;
}

export interface Span {
  readonly least: number;
  readonly most: number;
}
