import { PRIMARY, SWAP_S, WEAPON_RULES, type Special, type Weapon } from "@fray/shared-state/rules";
import { chargedBy, specialOf } from "@fray/shared-state/simulation/step-weapons";

import type { OwnBody, SeenBody, View } from "../../view/view.ts";
import { whereNow } from "../estimate.ts";
import { distanceBetween } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import { aimBlast } from "./blast-aim.ts";

/** Chooses the weapon at each look: the special at times, where it does more damage than the primary. */
export function chooseWeapon(memory: Memory, view: View, self: OwnBody): void {
  const special = specialOf(self);
  if (special !== memory.special) {
    // The bot tries a new special at once.
    memory.special = special;
    memory.specialRestUntil = view.now;
  }
  memory.blastOffset = undefined;
  const wanted = wantsSpecial(memory, view, self, special) ? special : PRIMARY.name;
  memory.weapon = weaponInHand({ weapon: wanted }, self);
}

/** The weapon that the bot aims with now: a charging special takes precedence over any later choice. */
export const weaponInHand = ({ weapon }: Pick<Memory, "weapon">, self: OwnBody): Weapon =>
  self.railCharge > 0 ? chargedBy(self) : weapon;

/** The special will fire in this step. Starts the pause before the bot considers it again. */
export function restFromSpecial(memory: Memory, view: View, special: Special, random: () => number): void {
  const rest = memory.skill.specialRest_s * (WEAPON_RULES[special].rounds === 0 ? 1 : LIMITED_REST);
  memory.specialRestUntil = view.now + rest * (0.5 + random());
  memory.weapon = PRIMARY.name;
}

/** The bot fires a special with few rounds more often, because the rounds are lost at death. */
const LIMITED_REST = 0.15;

/** Returns the distance in u to keep in a fight. */
export function preferredRange({ skill }: Memory, self: OwnBody): number {
  const { least, most } = WEAPON_RULES[specialOf(self)].tactics.keeps;
  return Math.max(least, Math.min(most, skill.preferredRange_u));
}

/** A short rest of a cooldown is no reason to wait, because changing weapons takes time anyway. */
export const isSpecialReady = (view: View, { specialCooldown }: OwnBody): boolean =>
  specialCooldown * view.dt <= SWAP_S;

function wantsSpecial(memory: Memory, view: View, self: OwnBody, special: Special): boolean {
  const { target, skill } = memory;
  if (!target || !isSpecialReady(view, self)) return false;
  // During a reload the primary can't fire anyway.
  if (view.now < memory.specialRestUntil && self.reloadSteps === 0) return false;
  const distance = distanceBetween(self, whereNow(view, target));
  const { least, most } = WEAPON_RULES[special].tactics.fires;
  if (distance < least || distance > Math.min(most, skill.fireRange_u)) return false;
  return skill.blastWorth === 0 || isBlastWorth(memory, view, self, target);
}

/** Whether the special has no blast, or one that is worth a shot now. Remembers where to aim it. */
function isBlastWorth(memory: Memory, view: View, self: OwnBody, target: SeenBody): boolean {
  const aim = aimBlast(memory, view, self, target);
  if (!aim) return true;
  if (aim.damage < memory.skill.blastWorth) return false;
  memory.blastOffset = aim.offset;
  return true;
}
