import type { Random } from "@fray/netcode/core";
import { WEAPON_RULES, type BlastRules, type WeaponRules } from "@fray/shared-state/rules";
import { createPath, pointAt, type Leg } from "@fray/shared-state/simulation/shot-path";
import { specialOf } from "@fray/shared-state/simulation/step-weapons";

import type { Place } from "../../navigation/navigation.ts";
import type { OwnBody, View } from "../../view/view.ts";
import { distanceBetween } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import { isSpecialReady } from "./weapon-choice.ts";

/** An enemy that has been out of sight for longer than this, in s, may be anywhere. */
const FRESH_S = 0.3;
/**
 * Number of angles tried on either side of the straight line, their spacing in rad, and how long a found angle is
 * kept, in s.
 */
const ANGLES = 16;
const ANGLE_STEP_RAD = 0.07;
const KEPT_S = 0.8;
/** The shot must explode within this share of the blast radius from the trace, after at most this way, in u. */
const NEAR_SHARE = 0.4;
const LONGEST_BLAST_WAY_U = 8;
/** A bouncing shot must pass the trace within this distance, in u. */
const PASSING_U = 1;
/** Longest way, in u, for which a bouncing shot is worth it. On a longer way the enemy has left before it arrives. */
const LONGEST_WAY_U = 15;
const STRIDE_U = 0.5;
/** Sight is tested from this far before a wall, in u: from a point on the wall nothing is visible. */
const STAND_OFF_U = 0.1;

/**
 * Considers a shot at an enemy that went behind a corner. An explosion on the wall near it still reaches it, and so
 * does a shot that bounces round the corner. Considered once for each time that an enemy disappears.
 */
export function considerIndirectFire(memory: Memory, view: View, self: OwnBody, random: Random): void {
  if (memory.indirectFire && (memory.target || view.now > memory.indirectFire.until)) memory.indirectFire = undefined;
  const { trace, skill } = memory;
  if (memory.target || trace?.id === undefined || trace === memory.lobbed || view.now - trace.at > FRESH_S) return;
  const rules = WEAPON_RULES[specialOf(self)];
  const reaches = reachOf(rules);
  if (!reaches || !isSpecialReady(view, self)) return;
  memory.lobbed = trace;
  if (random() >= skill.indirectFire) return;
  const angle = findAngle(self, trace, (tried) => reaches(memory, self, tried, trace));
  if (angle !== undefined) memory.indirectFire = { angle, until: view.now + KEPT_S };
}

/** Finds the angle at which the shot reaches the trace. Of several angles it takes the nearest to the straight line. */
function findAngle(self: OwnBody, trace: Place, reaches: (angle: number) => boolean): number | undefined {
  const straight = Math.atan2(trace.y - self.y, trace.x - self.x);
  for (let i = 0; i < 2 * ANGLES; i++) {
    const angle = straight + Math.ceil(i / 2) * (i % 2 === 0 ? 1 : -1) * ANGLE_STEP_RAD;
    if (reaches(angle)) return angle;
  }
  return undefined;
}

type Reaches = (memory: Memory, self: OwnBody, angle: number, trace: Place) => boolean;

/** Returns how a weapon reaches an enemy behind a corner; undefined for a weapon that can't. */
function reachOf(rules: WeaponRules): Reaches | undefined {
  const { blast, bounces } = rules;
  if (bounces) return comesNear(rules);
  return blast && explodesNear(rules, blast);
}

const explodesNear =
  (rules: WeaponRules, blast: BlastRules): Reaches =>
  ({ arena }, self, angle, trace) => {
    const legs = createPath(arena, self.x, self.y, angle, rules);
    const way = lengthOf(legs);
    if (way < rules.tactics.fires.least || way > LONGEST_BLAST_WAY_U) return false;
    const end = pointAt({ legs }, way - STAND_OFF_U);
    const isNear = distanceBetween(end, trace) < blast.radius_u * NEAR_SHARE;
    return isNear && arena.sees(end.x, end.y, trace.x, trace.y);
  };

const comesNear =
  (rules: WeaponRules): Reaches =>
  ({ arena }, self, angle, trace) => {
    const legs = createPath(arena, self.x, self.y, angle, rules);
    for (let way = rules.tactics.fires.least; way < Math.min(LONGEST_WAY_U, lengthOf(legs)); way += STRIDE_U) {
      if (distanceBetween(pointAt({ legs }, way), trace) < PASSING_U) return true;
    }
    return false;
  };

function lengthOf(legs: readonly Leg[]): number {
  const last = legs.at(-1);
  return last ? last.start + last.length : 0;
}
