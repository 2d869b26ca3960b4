import type { Random } from "@fray/netcode/core";
import { BODY_RADIUS_U, WEAPON_RULES } from "@fray/shared-state/rules";
import { flightTime, flownDistance, type Shot } from "@fray/shared-state/simulation/shot";
import { legAt, pointAt } from "@fray/shared-state/simulation/shot-path";

import type { OwnBody, SeenShot, View } from "../../view/view.ts";
import { directionTo, distanceBetween, type Vector } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import { freeWay, SHOT_REACTION } from "./dodge.ts";

/** Time in s for which the bot looks ahead along the path of a rocket or an orb, and the step length of that. */
const AHEAD_S = 0.8;
const STRIDE_S = 0.1;
/** A shot that passes within this distance of a body, in u, is about to touch it. */
const TOUCHING_U = BODY_RADIUS_U + 0.9;
/**
 * When a blast comes in less time than `DASH_S`, the bot dashes. Otherwise it runs for `RUN_S` before it looks again.
 */
const DASH_S = 0.35;
const RUN_S = 0.25;
/** Sight is tested from this far before a wall, in u: from a point on the wall nothing is visible. */
const STAND_OFF_U = 0.1;

/**
 * Moves away from the place of an explosion that is about to happen, and out of the path of shots that explode on
 * touch.
 */
export function fleeBlasts(memory: Memory, view: View, self: OwnBody, random: Random): void {
  for (const seen of view.shots) {
    const threat = isMinded(memory, view, seen) && threatOf(memory, view, self, seen);
    if (!threat) continue;
    memory.evasion = { ...threat.way, until: view.now + RUN_S };
    if (threat.within < DASH_S && random() < memory.skill.dash) memory.wantsDash = true;
    return;
  }
}

/**
 * Whether the bot has noticed the blast and dodges it. The serial number decides which share of blasts it dodges, so
 * the answer for one blast does not change.
 */
function isMinded({ skill }: Memory, { now }: View, { serial, bornAt }: SeenShot): boolean {
  return now - bornAt >= skill.reaction_s * SHOT_REACTION && (serial * GOLDEN) % 1 < skill.dodge;
}

/** The golden ratio. The fractional parts of its multiples are spread evenly between 0 and 1. */
const GOLDEN = 0.618034;

interface Threat {
  readonly way: Vector;
  /** Seconds until the explosion. */
  readonly within: number;
}

function threatOf(memory: Memory, view: View, self: OwnBody, { shot, own, bornAt }: SeenShot): Threat | undefined {
  const { blast } = WEAPON_RULES[shot.weapon];
  if (!blast) return undefined;
  const age = view.now - bornAt + view.latency;
  const left = flightTime(shot) - age;
  for (let within = 0; within < Math.min(left, AHEAD_S); within += STRIDE_S) {
    // A bot's own shots pass through it.
    if (!own && isTouching(shot, age + within, self)) return { way: aside(memory, self, shot, age + within), within };
  }
  if (left > AHEAD_S) return undefined;
  const end = pointAt(shot, Math.max(0, shot.reach - STAND_OFF_U));
  const isNear = distanceBetween(self, end) < blast.radius_u + BODY_RADIUS_U;
  if (!isNear || !memory.arena.sees(end.x, end.y, self.x, self.y)) return undefined;
  return { way: directionTo(end, self), within: Math.max(0, left) };
}

const isTouching = (shot: Shot, age: number, self: OwnBody): boolean =>
  distanceBetween(pointAt(shot, flownDistance(shot, age)), self) < TOUCHING_U;

function aside(memory: Memory, self: OwnBody, shot: Shot, age: number): Vector {
  const leg = legAt(shot.legs, flownDistance(shot, age));
  const side = (self.y - leg.y) * leg.directionX - (self.x - leg.x) * leg.directionY;
  return freeWay(memory, self, leg, side >= 0 ? 1 : -1);
}
