import { WEAPON_RULES, type Weapon, type WeaponRules } from "@fray/shared-state/rules";

import type { OwnBody, SeenBody, View } from "../../view/view.ts";
import { whereNow } from "../estimate.ts";
import { interceptTime } from "./intercept.ts";

/**
 * Angle to aim at, in radians, so that a shot fired now meets a target that keeps its velocity. `share` is the part
 * of the right lead to apply, 0..1.
 */
export function leadAngle(view: View, self: OwnBody, target: SeenBody, weapon: Weapon, share = 1): number {
  const at = whereNow(view, target);
  // The shot starts from the place that the bot's body will have when the input arrives.
  const x = at.x - self.x - self.vx * view.latency;
  const y = at.y - self.y - self.vy * view.latency;
  const rules = WEAPON_RULES[weapon];
  const time = share * (chargeTime(view, self, rules) + flightTime(rules, x, y, target));
  return Math.atan2(y + target.vy * time, x + target.vx * time);
}

/** Time from pulling the trigger until the weapon fires. */
const chargeTime = (view: View, { railCharge }: OwnBody, { charge_s: charge }: WeaponRules): number =>
  charge > 0 && railCharge > 0 ? railCharge * view.dt : charge;

/** A hitscan weapon needs no lead except for its charging time. */
const flightTime = (rules: WeaponRules, x: number, y: number, { vx, vy }: SeenBody): number =>
  rules.kind === "hitscan" ? 0 : (interceptTime(x, y, vx, vy, rules) ?? 0);
