import { BUTTON } from "@fray/shared-state/schema/input-frame";
import type { Random } from "@fray/shared-state/simulation/random";
import { BODY_RADIUS_U, PULSE, RAIL } from "@fray/shared-state/simulation/rules";

import type { OwnBody, View } from "../view/view.ts";
import { whereNow } from "./aim.ts";
import { distanceBetween } from "./geometry.ts";
import type { Memory } from "./memory.ts";

/** Off the wanted line by less than this, in rad, the trigger is pulled even at a target far away. */
const LEAST_TOLERANCE_RAD = 0.06;
/** With nobody in sight for this long, in s, a used clip is changed; sooner when it is nearly empty. */
const CALM_S = 1.2;
const NEARLY_EMPTY = PULSE.clip / 3;

/** Buttons of the weapons for this step: rail, fire, reload or none. */
export function pullTrigger(memory: Memory, view: View, self: OwnBody, random: Random, offTarget: number): number {
  const hits = canHit(memory, view, self, offTarget);
  if (hits && wantsRail(memory, view, self, random)) return BUTTON.special;
  if (self.reloadSteps > 0) return 0;
  if (shouldReload(memory, view, self)) return BUTTON.reload;
  return hits && self.ammo > 0 && withinBurst(memory, view, random) ? BUTTON.fire : 0;
}

/** Now and then, and rather while the clip is being changed: it needs no ammunition. */
function wantsRail(memory: Memory, view: View, self: OwnBody, random: Random): boolean {
  if (self.railCharge > 0 || self.specialCooldown > 0) return false;
  if (view.now < memory.railRestUntil && self.reloadSteps === 0) return false;
  memory.railRestUntil = view.now + RAIL.cooldown_s + memory.skill.railRest_s * (0.5 + random());
  return true;
}

function shouldReload({ target, trace }: Memory, view: View, self: OwnBody): boolean {
  if (target || self.ammo === PULSE.clip) return false;
  return self.ammo <= NEARLY_EMPTY || !trace || view.now - trace.at > CALM_S;
}

function canHit(memory: Memory, view: View, self: OwnBody, offTarget: number): boolean {
  const { target, skill, aim } = memory;
  if (!target || target.shielded) return false;
  const distance = distanceBetween(self, whereNow(view, target));
  if (distance > skill.fireRange_u) return false;
  if (offTarget > Math.max(LEAST_TOLERANCE_RAD, Math.atan(BODY_RADIUS_U / distance))) return false;
  const clear = memory.arena.raycast(self.x, self.y, Math.cos(aim), Math.sin(aim), distance);
  return clear > distance - BODY_RADIUS_U;
}

/** Fingers tire and eyes check: bursts with rests between. */
function withinBurst(memory: Memory, view: View, random: Random): boolean {
  const { burst, skill } = memory;
  if (view.now > burst.restUntil) {
    const until = view.now + skill.burst_s * (0.6 + random() * 0.8);
    memory.burst = { until, restUntil: until + skill.rest_s * (0.6 + random() * 0.8) };
    return true;
  }
  return view.now <= burst.until;
}
