import { squaredDistance } from "@fray/netcode/core";

import {
  BODY_RADIUS_U,
  MAX_ARMOUR,
  MAX_HEALTH,
  PICKUP_RADIUS_U,
  PRIMARY,
  WEAPON_RULES,
  type PickupKind,
} from "../rules.ts";
import type { Fighter } from "./body.ts";
import { specialOf } from "./step-weapons.ts";

/** A pickup that a fighter takes when it touches it. Structural: the server's are synced. */
export interface Pickup {
  readonly x: number;
  readonly y: number;
  /** Code of the pickup's kind. */
  readonly kind: number;
  available: boolean;
  /** Tick at which a taken pickup respawns. */
  returnTick: number;
}

/** The distance between a body's centre and the middle of a pickup at which they touch. */
export const TOUCH_U = BODY_RADIUS_U + PICKUP_RADIUS_U;

type Taker = Pick<Fighter, "alive" | "health" | "armour" | "ammo" | "special" | "specialAmmo">;

/** Whether a body at (`x`, `y`) touches a pickup. */
export function touchesPickup(body: { x: number; y: number }, pickup: { x: number; y: number }): boolean {
  return squaredDistance(body, pickup) <= TOUCH_U * TOUCH_U;
}

/** Whether a pickup is useful to a fighter. A fighter leaves a useless pickup to others. */
export function hasUseFor(fighter: Taker, kind: PickupKind): boolean {
  if (!fighter.alive) return false;
  switch (kind) {
    case "health":
      return fighter.health < MAX_HEALTH;
    case "armour":
      return fighter.armour < MAX_ARMOUR;
    case "ammo":
      return fighter.ammo < PRIMARY.clip || fighter.specialAmmo < WEAPON_RULES[specialOf(fighter)].rounds;
    case "overdrive":
      return true;
    default:
      return specialOf(fighter) !== kind || fighter.specialAmmo < WEAPON_RULES[kind].rounds;
  }
}
