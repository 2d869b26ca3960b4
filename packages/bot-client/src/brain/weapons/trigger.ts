import type { Random } from "@fray/netcode/core";
import { BODY_RADIUS_U, PRIMARY } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { specialOf } from "@fray/shared-state/simulation/step-weapons";

import type { OwnBody, View } from "../../view/view.ts";
import { whereNow } from "../estimate.ts";
import { distanceBetween } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import { restFromSpecial, weaponInHand } from "./weapon-choice.ts";

/** The bot pulls the trigger if the aim error is less than this, in rad, even at a distant target. */
const LEAST_TOLERANCE_RAD = 0.06;
/**
 * After this long without an enemy in sight, in s, the bot reloads a partly used clip. It reloads a nearly empty clip
 * sooner.
 */
const CALM_S = 1.2;
const NEARLY_EMPTY = PRIMARY.clip / 3;

/** Returns the weapon buttons of this step: special, fire, reload or none. */
export function pullTrigger(memory: Memory, view: View, self: OwnBody, random: Random, offTarget: number): number {
  if (memory.indirectFire) return offTarget < LEAST_TOLERANCE_RAD ? pullSpecial(memory, view, self, random) : 0;
  const hits = canHit(memory, view, self, offTarget);
  // When the special is chosen, a pulse shot would only delay it.
  if (weaponInHand(memory, self) !== PRIMARY.name) return hits ? pullSpecial(memory, view, self, random) : 0;
  if (self.reloadSteps > 0) return 0;
  if (shouldReload(memory, view, self)) return BUTTON.reload;
  return hits && self.ammo > 0 && withinBurst(memory, view, random) ? BUTTON.fire : 0;
}

function pullSpecial(memory: Memory, view: View, self: OwnBody, random: Random): number {
  if (self.specialCooldown > 0 || self.railCharge > 0) return 0;
  memory.indirectFire = undefined;
  restFromSpecial(memory, view, specialOf(self), random);
  return BUTTON.special;
}

function shouldReload({ target, trace }: Memory, view: View, self: OwnBody): boolean {
  if (target || self.ammo === PRIMARY.clip) return false;
  return self.ammo <= NEARLY_EMPTY || !trace || view.now - trace.at > CALM_S;
}

function canHit(memory: Memory, view: View, self: OwnBody, offTarget: number): boolean {
  const { target, skill, aim } = memory;
  if (!target || target.shielded) return false;
  const distance = distanceBetween(self, whereNow(view, target));
  if (distance > skill.fireRange_u) return false;
  if (offTarget > Math.max(LEAST_TOLERANCE_RAD, Math.atan(BODY_RADIUS_U / distance))) return false;
  // A shot that is to explode beside the target need not reach it.
  if (memory.blastOffset !== undefined) return offTarget < LEAST_TOLERANCE_RAD;
  const clear = memory.arena.raycast(self.x, self.y, Math.cos(aim), Math.sin(aim), distance);
  return clear > distance - BODY_RADIUS_U;
}

/** Fires in bursts with pauses, like a human player. */
function withinBurst(memory: Memory, view: View, random: Random): boolean {
  const { burst, skill } = memory;
  if (view.now > burst.restUntil) {
    const until = view.now + skill.burst_s * (0.6 + random() * 0.8);
    memory.burst = { until, restUntil: until + skill.rest_s * (0.6 + random() * 0.8) };
    return true;
  }
  return view.now <= burst.until;
}
