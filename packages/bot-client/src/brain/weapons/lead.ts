import { PROJECTILES, RAIL, type Weapon } from "@fray/shared-state/simulation/rules";

import type { OwnBody, SeenBody, View } from "../../view/view.ts";
import { whereNow } from "../estimate.ts";
import { interceptTime } from "./intercept.ts";

/**
 * Where to aim, in radians, so that a shot fired now meets a target that goes on as it is going. `share` is how much of
 * the right lead is taken, 0..1.
 */
export function leadAngle(view: View, self: OwnBody, target: SeenBody, weapon: Weapon, share = 1): number {
  const at = whereNow(view, target);
  // The shot leaves from where the own body will be when the input arrives.
  const x = at.x - self.x - self.vx * view.latency;
  const y = at.y - self.y - self.vy * view.latency;
  const time = share * (weapon === "rail" ? chargeTime(view, self) : flightTime(weapon, x, y, target));
  return Math.atan2(y + target.vy * time, x + target.vx * time);
}

/** A rail strikes at once when it has charged: nothing needs to be led but that. */
const chargeTime = (view: View, { railCharge }: OwnBody): number =>
  railCharge > 0 ? railCharge * view.dt : RAIL.charge_s;

const flightTime = (weapon: Exclude<Weapon, "rail">, x: number, y: number, { vx, vy }: SeenBody): number =>
  interceptTime(x, y, vx, vy, PROJECTILES[weapon]) ?? 0;
