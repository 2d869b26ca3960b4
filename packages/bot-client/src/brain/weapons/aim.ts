import type { Random } from "@fray/shared-state/simulation/random";
import { PROJECTILES, RAIL, type Weapon } from "@fray/shared-state/simulation/rules";

import type { OwnBody, SeenBody, View } from "../../view/view.ts";
import { whereNow } from "../estimate.ts";
import { angleBetween, type Vector } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import { weaponInHand } from "./arms.ts";
import { interceptTime } from "./intercept.ts";

/** Time in s over which the error of the aim wanders from one value to the next. */
const WANDER_S = { least: 0.3, most: 0.8 } as const;
/** A fresh target is aimed at this much worse, and the excess fades with this time constant in s. */
const FRESH_ERROR = 1.2;
const SETTLE_S = 0.5;
/** A waypoint or trace is looked at more lazily than an enemy. */
const CALM_TURN = 0.5;

/**
 * Turns the aim toward what matters: the target, with lead and error; else the trace; else the way ahead.
 * Returns how far off the wanted line the aim still is, in rad; Infinity without a target.
 */
export function turnAim(memory: Memory, view: View, self: OwnBody, random: Random, moving: Vector): number {
  const { target, trace, skill } = memory;
  wander(memory, view, random);
  if (memory.lob) {
    turn(memory, memory.lob.angle, skill.turn_rad_per_s * view.dt);
    return Math.abs(angleBetween(memory.aim, memory.lob.angle));
  }
  if (target && view.now >= memory.noticedAt) {
    const wanted = leadAngle(memory, view, self, target) + errorNow(memory, view);
    turn(memory, wanted, skill.turn_rad_per_s * view.dt);
    return Math.abs(angleBetween(memory.aim, wanted));
  }
  const calm = skill.turn_rad_per_s * CALM_TURN * view.dt;
  if (trace && memory.plan !== "roam") turn(memory, Math.atan2(trace.y - self.y, trace.x - self.x), calm);
  else if (moving.x !== 0 || moving.y !== 0) turn(memory, Math.atan2(moving.y, moving.x), calm);
  return Infinity;
}

function leadAngle(memory: Memory, view: View, self: OwnBody, target: SeenBody): number {
  const at = whereNow(view, target);
  // The shot leaves from where the own body will be when the input arrives.
  const x = at.x - self.x - self.vx * view.latency;
  const y = at.y - self.y - self.vy * view.latency;
  const weapon = weaponInHand(memory, self);
  const time = memory.skill.lead * (weapon === "rail" ? chargeTime(view, self) : flightTime(weapon, x, y, target));
  return Math.atan2(y + target.vy * time, x + target.vx * time);
}

/** A rail strikes at once when it has charged: nothing needs to be led but that. */
const chargeTime = (view: View, { railCharge }: OwnBody): number =>
  railCharge > 0 ? railCharge * view.dt : RAIL.charge_s;

const flightTime = (weapon: Exclude<Weapon, "rail">, x: number, y: number, { vx, vy }: SeenBody): number =>
  interceptTime(x, y, vx, vy, PROJECTILES[weapon]) ?? 0;

function errorNow({ skill, aimError, noticedAt }: Memory, view: View): number {
  const span = aimError.until - aimError.since;
  const along = span > 0 ? Math.min(1, (view.now - aimError.since) / span) : 1;
  const eased = along * along * (3 - 2 * along);
  const fresh = 1 + FRESH_ERROR * Math.exp(-(view.now - noticedAt) / SETTLE_S);
  return (aimError.from + (aimError.to - aimError.from) * eased) * skill.aimError_rad * fresh;
}

/** Hands drift, they don't jump: the error glides between random values of about unit deviation. */
function wander(memory: Memory, view: View, random: Random): void {
  if (view.now < memory.aimError.until) return;
  const next = (random() + random() + random() - 1.5) * 2;
  const length = WANDER_S.least + random() * (WANDER_S.most - WANDER_S.least);
  memory.aimError = { from: memory.aimError.to, to: next, since: view.now, until: view.now + length };
}

function turn(memory: Memory, toward: number, most: number): void {
  const difference = angleBetween(memory.aim, toward);
  memory.aim += Math.max(-most, Math.min(most, difference));
}
