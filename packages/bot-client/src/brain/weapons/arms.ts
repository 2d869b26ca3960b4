import { ORB, RAIL, ROCKET, SWAP_S, type Special, type Weapon } from "@fray/shared-state/simulation/rules";
import { specialOf } from "@fray/shared-state/simulation/step-weapons";

import type { OwnBody, View } from "../../view/view.ts";
import { whereNow } from "../estimate.ts";
import { distanceBetween } from "../geometry.ts";
import type { Memory } from "../memory.ts";

interface Span {
  readonly least: number;
  readonly most: number;
}

/**
 * Distances in u between which a special is worth firing at somebody in sight. Nobody fires what explodes where they
 * stand themselves; a scatter is worth its wait only while most of it hits.
 */
export const WORTH_FIRING_U: Readonly<Record<Special, Span>> = {
  rail: { least: 0, most: RAIL.range_u },
  scatter: { least: 0, most: 4.5 },
  rocket: { least: ROCKET.blast.radius_u + 1, most: 16 },
  orb: { least: ORB.blast.radius_u + 1, most: 9 },
};

/** Distance in u kept from the enemy for the sake of the special, beside the one that skill prefers. */
const PREFERRED_RANGE_U: Readonly<Record<Special, Span>> = {
  rail: { least: 0, most: Infinity },
  scatter: { least: 0, most: 3 },
  rocket: { least: 5.5, most: Infinity },
  orb: { least: 5, most: Infinity },
};

/** Decides at each look what to shoot with: now and then the special, where it does more than the pulse. */
export function chooseWeapon(memory: Memory, view: View, self: OwnBody): void {
  const special = specialOf(self);
  if (special !== memory.special) {
    // Something new in the hand is tried at once.
    memory.special = special;
    memory.specialRestUntil = view.now;
  }
  memory.weapon = self.railCharge > 0 ? "rail" : wantsSpecial(memory, view, self, special) ? special : "pulse";
}

/** What is being aimed with by now: a rail that charges goes before anything chosen since. */
export const weaponInHand = ({ weapon }: Memory, { railCharge }: OwnBody): Weapon => (railCharge > 0 ? "rail" : weapon);

/** The special will fire in this step: some time passes before it is thought of again. */
export function restFromSpecial(memory: Memory, view: View, special: Special, random: () => number): void {
  const rest = memory.skill.specialRest_s * (special === "rail" ? 1 : LIMITED_REST);
  memory.specialRestUntil = view.now + rest * (0.5 + random());
  memory.weapon = "pulse";
}

/** What has a few rounds only is spent more freely: it is lost with the life. */
const LIMITED_REST = 0.15;

/** Distance in u to keep in a fight. */
export function preferredRange({ skill }: Memory, self: OwnBody): number {
  const { least, most } = PREFERRED_RANGE_U[specialOf(self)];
  return Math.max(least, Math.min(most, skill.preferredRange_u));
}

/** What is left of a cooldown when hands change anyway is no reason to wait. */
export const isSpecialReady = (view: View, { specialCooldown }: OwnBody): boolean =>
  specialCooldown * view.dt <= SWAP_S;

function wantsSpecial(memory: Memory, view: View, self: OwnBody, special: Special): boolean {
  const { target, skill } = memory;
  if (!target || !isSpecialReady(view, self)) return false;
  // While the clip is being changed there is nothing else to do.
  if (view.now < memory.specialRestUntil && self.reloadSteps === 0) return false;
  const distance = distanceBetween(self, whereNow(view, target));
  const { least, most } = WORTH_FIRING_U[special];
  return distance >= least && distance <= Math.min(most, skill.fireRange_u);
}
