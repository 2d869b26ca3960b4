import type { Random } from "@fray/netcode/core";

import type { Place } from "../../navigation/navigation.ts";
import type { OwnBody, View } from "../../view/view.ts";
import { directionTo, distanceBetween } from "../geometry.ts";
import type { Memory } from "../memory.ts";

/** A goal closer than this, in u, is reached. */
const ARRIVED_U = 1;
/** The bot touches its goal within this distance, in u. */
const TOUCHED_U = 0.3;
/**
 * A bot in a hurry dashes if the straight way ahead is at least this long, in u, at this share of its looks, and only
 * with a dash to spare.
 */
const DASH_WAY_U = 4.5;
const HURRY_SHARE = 0.4;
/** A bot that walks less than this, in u, in `STUCK_S` is stuck. */
const STUCK_U = 0.75;
const STUCK_S = 0.8;

/**
 * Finds the next waypoint to the goal. Chooses another plan if no way leads to the goal, or if the bot does not get
 * ahead.
 */
export function followRoute(memory: Memory, view: View, self: OwnBody, random: Random): void {
  headForGoal(memory, self);
  noticeBeingStuck(memory, view, self, random);
}

/**
 * Whether the bot dashes along its route in this step. It does so at random times, if the next part of the route is
 * straight for long enough.
 */
export function hurry({ skill, waypoint }: Memory, self: OwnBody, random: Random): boolean {
  return waypoint !== undefined && distanceBetween(self, waypoint) > DASH_WAY_U && random() < skill.dash * HURRY_SHARE;
}

export const hasArrived = (memory: Memory, self: OwnBody, place: Place): boolean =>
  distanceBetween(self, place) < (memory.plan === "goal" ? TOUCHED_U : ARRIVED_U);

function headForGoal(memory: Memory, self: OwnBody): void {
  const { destination } = memory;
  if (!destination) {
    memory.waypoint = undefined;
    return;
  }
  if (hasArrived(memory, self, destination)) {
    memory.waypoint = undefined;
    // A bot in cover stays there. A roaming bot walks to the next place.
    if (memory.plan === "roam") memory.destination = undefined;
    return;
  }
  memory.waypoint = memory.navigation.waypoint(self, destination);
  if (memory.waypoint || memory.plan === "retreat") return;
  memory.destination = undefined;
  memory.trace = undefined;
}

/** Detects that the bot walks without progress. It then steps aside and walks to another place. */
function noticeBeingStuck(memory: Memory, view: View, self: OwnBody, random: Random): void {
  const { progress } = memory;
  if (!memory.waypoint || distanceBetween(self, progress) > STUCK_U) {
    memory.progress = { x: self.x, y: self.y, at: view.now };
    return;
  }
  if (view.now - progress.at < STUCK_S) return;
  const away = directionTo(memory.waypoint, self);
  const side = random() < 0.5 ? 1 : -1;
  memory.evasion = { x: away.x - away.y * side, y: away.y + away.x * side, until: view.now + 0.4 };
  memory.progress = { x: self.x, y: self.y, at: view.now };
  memory.destination = undefined;
  memory.trace = undefined;
}
