import type { Random } from "@fray/netcode/core";
import { ORB, ROCKET } from "@fray/shared-state/simulation/rules";
import { createPath, pointAt, type Leg } from "@fray/shared-state/simulation/shot-path";
import { specialOf } from "@fray/shared-state/simulation/step-weapons";

import type { Place } from "../../navigation/navigation.ts";
import type { OwnBody, View } from "../../view/view.ts";
import { distanceBetween } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import { isSpecialReady, WORTH_FIRING_U } from "./arms.ts";

/** Who went out of sight longer ago than this, in s, may be anywhere by now. */
const FRESH_S = 1;
/** Angles tried to either side of the straight one, how far apart they are, in rad, and how long one is kept, in s. */
const ANGLES = 16;
const ANGLE_STEP_RAD = 0.07;
const KEPT_S = 0.8;
/** So close to the trace, in u, a rocket must explode, and an orb come by. */
const ROCKET_NEAR_U = ROCKET.blast.radius_u * 0.65;
const ORB_NEAR_U = 1;
/** Longest way of an orb that is worth it, in u: later nobody is there any more. */
const ORB_WAY_U = 15;
const ORB_STRIDE_U = 0.5;
/** A point on a wall sees nothing; this far before it, in u, one does. */
const STAND_OFF_U = 0.1;

/**
 * Somebody went behind a corner: a rocket on the wall beside them reaches them still, and so does an orb round it.
 * Thought about once for each who does.
 */
export function considerLob(memory: Memory, view: View, self: OwnBody, random: Random): void {
  if (memory.lob && (memory.target || view.now > memory.lob.until)) memory.lob = undefined;
  const { trace, skill } = memory;
  if (memory.target || trace?.id === undefined || trace === memory.lobbed || view.now - trace.at > FRESH_S) return;
  if (specialOf(self) === "rail" || specialOf(self) === "scatter" || !isSpecialReady(view, self)) return;
  memory.lobbed = trace;
  if (random() >= skill.lob) return;
  const angle = findAngle(memory, self, trace);
  if (angle !== undefined) memory.lob = { angle, until: view.now + KEPT_S };
}

/** The angle nearest to the straight one that does it. */
function findAngle(memory: Memory, self: OwnBody, trace: Place): number | undefined {
  const straight = Math.atan2(trace.y - self.y, trace.x - self.x);
  const reaches = specialOf(self) === "rocket" ? explodesNear : comesNear;
  for (let i = 0; i < 2 * ANGLES; i++) {
    const angle = straight + Math.ceil(i / 2) * (i % 2 === 0 ? 1 : -1) * ANGLE_STEP_RAD;
    if (reaches(memory, self, angle, trace)) return angle;
  }
  return undefined;
}

function explodesNear({ arena }: Memory, self: OwnBody, angle: number, trace: Place): boolean {
  const legs = createPath(arena, self.x, self.y, angle, ROCKET);
  const way = lengthOf(legs);
  if (way < WORTH_FIRING_U.rocket.least || way >= ROCKET.range_u) return false;
  const end = pointAt({ legs }, way - STAND_OFF_U);
  return distanceBetween(end, trace) < ROCKET_NEAR_U && arena.sees(end.x, end.y, trace.x, trace.y);
}

function comesNear({ arena }: Memory, self: OwnBody, angle: number, trace: Place): boolean {
  const legs = createPath(arena, self.x, self.y, angle, ORB);
  for (let way = WORTH_FIRING_U.orb.least; way < Math.min(ORB_WAY_U, lengthOf(legs)); way += ORB_STRIDE_U) {
    if (distanceBetween(pointAt({ legs }, way), trace) < ORB_NEAR_U) return true;
  }
  return false;
}

function lengthOf(legs: readonly Leg[]): number {
  const last = legs.at(-1);
  return last ? last.start + last.length : 0;
}
