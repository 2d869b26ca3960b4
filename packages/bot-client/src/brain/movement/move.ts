import type { Random } from "@fray/netcode/core";
import { BODY_RADIUS_U } from "@fray/shared-state/rules";

import type { OwnBody, SeenBody, View } from "../../view/view.ts";
import { whereNow } from "../estimate.ts";
import { clampLength, directionTo, distanceBetween, ZERO, type Vector } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import { preferredRange } from "../weapons/weapon-choice.ts";
import { stayInZone } from "./zone-edge.ts";

/** A fighter turns round when a wall is within this distance ahead, in u. */
const PROBE_U = 1;
/** Difference from the preferred range, in u, at which a fighter moves in or out at full speed. */
const RANGE_SLACK_U = 2.5;
/** Time in s between changes of side while circling an enemy. */
const STRAFE_S = { least: 0.35, most: 1.3 } as const;

/** Returns the direction to move in this step, of length 0..1. */
export function move(memory: Memory, view: View, self: OwnBody, random: Random): Vector {
  const { evasion, target, waypoint } = memory;
  if (evasion && view.now < evasion.until) return clampLength(evasion);
  memory.evasion = undefined;
  if (target && (memory.plan === "fight" || !waypoint)) return circle(memory, view, self, target, random);
  if (waypoint) return directionTo(self, waypoint);
  // The bot is in cover or has no destination, so it stands still.
  return ZERO;
}

/** Circles the target at the preferred range, with changes of direction, and never into a wall. */
function circle(memory: Memory, view: View, self: OwnBody, target: SeenBody, random: Random): Vector {
  if (view.now > memory.strafeUntil) changeSide(memory, view, random);
  const at = whereNow(view, target);
  const toward = directionTo(self, at);
  // The bot has not noticed the enemy yet: it walks toward it like a player who has not looked up.
  if (view.now < memory.noticedAt) return { x: toward.x * memory.skill.strafe, y: toward.y * memory.skill.strafe };
  const closing = Math.max(-1, Math.min(1, (distanceBetween(self, at) - preferredRange(memory, self)) / RANGE_SLACK_U));
  const wish = strafed(memory, self, toward, closing);
  // Between two walls it would turn round at each step and tremble. So it slides along a wall for a moment first.
  if (view.now - memory.strafeSince < STRAFE_S.least || isFree(memory, self, wish)) return wish;
  changeSide(memory, view, random);
  return strafed(memory, self, toward, closing);
}

function strafed({ skill, strafeSide, zone }: Memory, self: OwnBody, toward: Vector, closing: number): Vector {
  const sideways = strafeSide * skill.strafe;
  const wish = { x: toward.x * closing - toward.y * sideways, y: toward.y * closing + toward.x * sideways };
  return clampLength(zone ? stayInZone(zone, self, wish) : wish);
}

function changeSide(memory: Memory, view: View, random: Random): void {
  memory.strafeSide = -memory.strafeSide;
  memory.strafeSince = view.now;
  memory.strafeUntil = view.now + STRAFE_S.least + random() * (STRAFE_S.most - STRAFE_S.least);
}

const isFree = ({ arena }: Memory, self: OwnBody, direction: Vector): boolean =>
  !arena.blocks(self.x + direction.x * PROBE_U, self.y + direction.y * PROBE_U, BODY_RADIUS_U);
