import {
  MAX_ARMOUR,
  MAX_HEALTH,
  pickupKindOf,
  PRIMARY,
  WEAPON_RULES,
  DEFAULT_SPECIAL,
  type PadWeapon,
  type PickupKind,
} from "@fray/shared-state/rules";
import { hasUseFor } from "@fray/shared-state/simulation/pickup";
import { specialOf } from "@fray/shared-state/simulation/step-weapons";

import type { Place } from "../../navigation/navigation.ts";
import type { OwnBody, View } from "../../view/view.ts";
import { distanceBetween } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import type { Goal } from "./goal.ts";

/** Longest walk, in u, for a pickup that is useful in full. Weapons define this distance in their descriptions. */
const WORTH_U = { health: 34, armour: 16, ammo: 9, overdrive: 45 } as const satisfies Readonly<
  Record<Exclude<PickupKind, PadWeapon>, number>
>;
/**
 * A bot takes a pickup within this distance, in u, even in a fight. For the Overdrive, and for health when it is
 * badly hurt, it goes farther.
 */
const GRAB_U = 2.5;
const GRAB_BADLY_U = 8;
const BADLY_HURT = 45;
/** Farthest distance, in u, that a retreating bot runs to a healing pickup. */
const HEALING_U = 16;

/** Returns the pickup that is most worth its way, if there is any. */
export function bestPickup(memory: Memory, view: View, self: OwnBody): Goal | undefined {
  let best: { place: Place; kind: PickupKind; way: number } | undefined;
  let most = 0;
  for (const { place, kind, way, worth } of inReach(memory, view, self)) {
    if (worth - way <= most) continue;
    most = worth - way;
    best = { place, kind, way };
  }
  return best && { place: best.place, urgent: best.way < grabDistance(self, best.kind) };
}

/** Finds the nearest healing pickup for a retreating bot. */
export function nearestHealing(memory: Memory, view: View, self: OwnBody): Place | undefined {
  let best: Place | undefined;
  let shortest = HEALING_U;
  for (const { place, kind, way } of inReach(memory, view, self)) {
    if (kind !== "health" || way >= shortest) continue;
    shortest = way;
    best = place;
  }
  return best;
}

/** Lists the pickups that lie there, are useful and not too far, each with the length of the way to it in u. */
function* inReach(
  memory: Memory,
  view: View,
  self: OwnBody,
): Iterable<{ place: Place; kind: PickupKind; way: number; worth: number }> {
  for (const place of view.pickups) {
    const kind = pickupKindOf(place.kind);
    if (!place.available || !hasUseFor(self, kind)) continue;
    const worth = worthOf(self, kind) * memory.skill.forage;
    if (distanceBetween(self, place) > worth) continue;
    const way = memory.navigation.distance(self.x, self.y, place);
    if (way < worth) yield { place, kind, way, worth };
  }
}

function worthOf(self: OwnBody, kind: PickupKind): number {
  const special = specialOf(self);
  const { rounds } = WEAPON_RULES[special];
  const missingRounds = rounds === 0 ? 0 : 1 - self.specialAmmo / rounds;
  switch (kind) {
    case "health":
      return WORTH_U.health * (1 - self.health / MAX_HEALTH);
    case "armour":
      return WORTH_U.armour * (1 - self.armour / MAX_ARMOUR);
    case "ammo":
      return WORTH_U.ammo * Math.max(missingRounds, 1 - self.ammo / PRIMARY.clip);
    case "overdrive":
      return WORTH_U.overdrive;
    default:
      // Specials are about equal, and a new special replaces the remaining rounds of the old special.
      return WEAPON_RULES[kind].tactics.worth * (special === DEFAULT_SPECIAL.name ? 1 : missingRounds);
  }
}

function grabDistance({ health }: OwnBody, kind: PickupKind): number {
  const matters = kind === "overdrive" || (kind === "health" && health < BADLY_HURT);
  return matters ? GRAB_BADLY_U : GRAB_U;
}
