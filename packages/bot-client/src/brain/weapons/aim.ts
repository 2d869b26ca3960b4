import type { Random } from "@fray/netcode/core";

import type { OwnBody, View } from "../../view/view.ts";
import { angleBetween, type Vector } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import { leadAngle } from "./lead.ts";
import { weaponInHand } from "./weapon-choice.ts";

/** Time in s in which the aim error moves from one random value to the next. */
const WANDER_S = { least: 0.3, most: 0.8 } as const;
/** Extra aim error on a new target, as a factor, and the time constant in s with which it decays. */
const FRESH_ERROR = 1.2;
const SETTLE_S = 0.5;
/** Share of the aim error at a place on a wall: it does not move. */
const STEADY_SHARE = 0.3;
/** The bot turns toward a waypoint or trace at this share of its speed toward an enemy. */
const CALM_TURN = 0.5;

/**
 * Turns the aim toward the target, with lead and error; without a target toward the trace, or along the way. Returns
 * the difference between the aim and the wanted direction, in rad; Infinity without a target.
 */
export function turnAim(memory: Memory, view: View, self: OwnBody, random: Random, moving: Vector): number {
  const { target, trace, skill } = memory;
  wander(memory, view, random);
  if (memory.indirectFire) {
    turn(memory, memory.indirectFire.angle, skill.turn_rad_per_s * view.dt);
    return Math.abs(angleBetween(memory.aim, memory.indirectFire.angle));
  }
  if (target && view.now >= memory.noticedAt) {
    const { blastOffset } = memory;
    const weapon = weaponInHand(memory, self);
    const wanted =
      blastOffset === undefined
        ? leadAngle(view, self, target, weapon, skill.lead) + errorNow(memory, view)
        : leadAngle(view, self, target, weapon) + blastOffset + errorNow(memory, view) * STEADY_SHARE;
    turn(memory, wanted, skill.turn_rad_per_s * view.dt);
    return Math.abs(angleBetween(memory.aim, wanted));
  }
  const calm = skill.turn_rad_per_s * CALM_TURN * view.dt;
  if (trace && memory.plan !== "roam") turn(memory, Math.atan2(trace.y - self.y, trace.x - self.x), calm);
  else if (moving.x !== 0 || moving.y !== 0) turn(memory, Math.atan2(moving.y, moving.x), calm);
  return Infinity;
}

function errorNow({ skill, aimError, noticedAt }: Memory, view: View): number {
  const span = aimError.until - aimError.since;
  const along = span > 0 ? Math.min(1, (view.now - aimError.since) / span) : 1;
  const eased = along * along * (3 - 2 * along);
  const fresh = 1 + FRESH_ERROR * Math.exp(-(view.now - noticedAt) / SETTLE_S);
  return (aimError.from + (aimError.to - aimError.from) * eased) * skill.aimError_rad * fresh;
}

/** Moves the aim error smoothly between random values of about unit deviation, like a human hand. */
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
