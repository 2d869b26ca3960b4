import { byName, tableOf } from "../../by-name.ts";
import { WEAPON_LIST, WEAPONS, type Weapon } from "./index.ts";
import type { BlastRules, Span, WeaponData } from "./weapon.ts";

/**
 * All fields of a weapon that the rules, the bots and the client read. Each weapon has every field: objects of one
 * shape keep the loops over shots fast for any number of weapons.
 */
export interface WeaponRules {
  readonly kind: WeaponData["kind"];
  readonly damage: number;
  /** Time from one shot to the next. */
  readonly cooldown_s: number;
  /** Shots in a clip, or from a pad; 0 for unlimited. */
  readonly rounds: number;
  /** Time from pulling the trigger to the shot; 0 for a weapon that fires at once. */
  readonly charge_s: number;
  readonly range_u: number;
  /** Speed, radius and muzzle distance of a shot. All three are 0 for a hitscan weapon. */
  readonly speed_u_per_s: number;
  readonly radius_u: number;
  readonly muzzle_u: number;
  readonly bounces: boolean;
  readonly pellets: number;
  readonly spread_rad: number;
  readonly jitter_rad: number;
  readonly blast: BlastRules | undefined;
  readonly tactics: Tactics;
}

/** How bots use a weapon; distances in u. */
export interface Tactics {
  readonly fires: Span;
  readonly keeps: Span;
  readonly worth: number;
}

/** Distance that bots walk for a special without its own value. */
const WORTH_U = 16;
/** Bots do not fire explosives at a target nearer than the blast radius plus this distance. */
const CLEARANCE_U = 1;

/** Completes the rules of a weapon with default values for the fields that its description leaves out. */
export function completeRules(data: WeaponData): WeaponRules {
  const { kind, damage, range_u } = data;
  const flight = kind === "projectile" ? data : undefined;
  const trigger =
    "interval_s" in data
      ? { cooldown_s: data.interval_s, rounds: data.clip, charge_s: 0 }
      : { cooldown_s: data.cooldown_s, rounds: data.rounds, charge_s: data.charge_s ?? 0 };
  return {
    kind,
    damage,
    cooldown_s: trigger.cooldown_s,
    rounds: trigger.rounds,
    charge_s: trigger.charge_s,
    range_u,
    speed_u_per_s: flight?.speed_u_per_s ?? 0,
    radius_u: flight?.radius_u ?? 0,
    muzzle_u: flight?.muzzle_u ?? 0,
    bounces: flight?.bounces ?? false,
    pellets: flight?.pellets ?? 1,
    spread_rad: flight && "spread_rad" in flight ? (flight.spread_rad ?? 0) : 0,
    jitter_rad: flight && "jitter_rad" in flight ? (flight.jitter_rad ?? 0) : 0,
    blast: flight?.blast,
    tactics: completeTactics(data),
  };
}

function completeTactics({ range_u: range, tactics = {}, ...data }: WeaponData): Tactics {
  const blast = "blast" in data ? data.blast : undefined;
  return {
    fires: { least: blast ? blast.radius_u + CLEARANCE_U : 0, most: range, ...tactics.fires },
    keeps: { least: 0, most: Infinity, ...tactics.keeps },
    worth: tactics.worth ?? WORTH_U,
  };
}

const DATA: Readonly<Record<Weapon, WeaponData>> = byName(WEAPON_LIST);

/** The rules of each weapon. */
export const WEAPON_RULES: Readonly<Record<Weapon, WeaponRules>> = tableOf(WEAPONS, (weapon) =>
  completeRules(DATA[weapon]),
);
