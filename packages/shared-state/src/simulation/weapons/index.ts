import { byName } from "../../by-name.ts";
import { ORB } from "./orb.ts";
import { PULSE } from "./pulse.ts";
import { RAIL } from "./rail.ts";
import { ROCKET } from "./rocket.ts";
import { SCATTER } from "./scatter.ts";
import type { ProjectileRules, SpecialData } from "./weapon.ts";

export { ORB, PULSE, RAIL, ROCKET, SCATTER };

/** The weapon that every body carries. */
export const PRIMARY = PULSE;
/** The special of a body that has taken no other: its rounds are unlimited. */
export const DEFAULT_SPECIAL = RAIL;

/**
 * The index in this list, counted from 1, stands for the special on the wire and in the state. A new special is added
 * at the end.
 */
export const SPECIAL_LIST = [RAIL, SCATTER, ROCKET, ORB] as const satisfies readonly SpecialData[];
export const WEAPON_LIST = [PRIMARY, ...SPECIAL_LIST] as const;

type Data = (typeof WEAPON_LIST)[number];
type PadData = Extract<Data, { readonly pad: object }>;
type FlyingData = Extract<Data, { readonly kind: "projectile" }>;
export type Weapon = Data["name"];
export type Special = (typeof SPECIAL_LIST)[number]["name"];
/** A weapon whose shots fly. */
export type FlyingWeapon = FlyingData["name"];
/** A special that lies on pads. */
export type PadWeapon = PadData["name"];

/** All weapons. The index in this list stands for the weapon on the wire and in the state; 0 is the primary weapon. */
export const WEAPONS: readonly Weapon[] = WEAPON_LIST.map(({ name }) => name);
export const SPECIALS = byName(SPECIAL_LIST);
const ON_PADS = WEAPON_LIST.filter((data): data is PadData => "pad" in data);
export const PAD_WEAPONS = byName(ON_PADS);
export const PAD_WEAPON_NAMES: readonly PadWeapon[] = ON_PADS.map(({ name }) => name);
/** All weapons whose shots fly. */
const FLYING = WEAPON_LIST.filter((data): data is FlyingData => data.kind === "projectile");
export const PROJECTILES: Readonly<Record<FlyingWeapon, ProjectileRules>> = byName(FLYING);
export const FLYING_WEAPONS: readonly FlyingWeapon[] = FLYING.map(({ name }) => name);
export const isFlying = (weapon: Weapon): weapon is FlyingWeapon => weapon in PROJECTILES;

export const weaponCode = (weapon: Weapon): number => WEAPONS.indexOf(weapon);
/** Returns the weapon for a code. An unknown code becomes the primary weapon. */
export const weaponOf = (code: number): Weapon => WEAPONS[code] ?? PRIMARY.name;
