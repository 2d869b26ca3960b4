import type { Random } from "@fray/netcode/core";

import type { OwnBody, View } from "../view/view.ts";
import { distanceBetween, isStillIn } from "./geometry.ts";
import { chooseGoal } from "./goals/choose-goal.ts";
import type { Goal } from "./goals/goal.ts";
import { nearestHealing } from "./goals/pickup.ts";
import { nextRoamDestination } from "./goals/roam.ts";
import type { Memory, Plan } from "./memory.ts";
import { findCover } from "./movement/cover.ts";
import { followRoute, hasArrived, hurry } from "./movement/route.ts";

/** Bots do not hunt a trace older than this, in s. */
const TRACE_FRESH_S = 4;
/** Health at which a bot leaves cover, and the longest time that it waits there, in s. */
const RECOVERED_HEALTH = 60;
const LONGEST_RETREAT_S = 5.5;
/** A bot fights to the end if the enemy has this much less health. The Overdrive counts as this much health. */
const WINNING_MARGIN = 20;
const OVERDRIVE_WORTH = 50;

/** Decides the bot's plan and its destination. */
export function choosePlan(memory: Memory, view: View, self: OwnBody, random: Random): void {
  const goal = chooseGoal(memory, view, self, random);
  const plan = preferredPlan(memory, view, self, goal, random);
  if (plan !== memory.plan) begin(memory, view, plan);
  memory.zone = goal?.zone && isStillIn(goal.zone, self, memory.zone !== undefined) ? goal.zone : undefined;
  if (plan === "retreat") keepCover(memory, view, self, random);
  if (plan === "goal") memory.destination = goal?.place;
  if (plan === "hunt" && memory.trace) memory.destination = memory.trace;
  if (plan === "roam") memory.destination ??= nextRoamDestination(memory, self, random);
  followRoute(memory, view, self, random);
  if (plan === "goal" && goal?.urgent && hurry(memory, self, random)) memory.wantsDash = true;
}

function preferredPlan(memory: Memory, view: View, self: OwnBody, goal: Goal | undefined, random: Random): Plan {
  if (goal?.urgent) return "goal";
  if (memory.plan === "retreat" && !isRecovered(memory, view, self)) return "retreat";
  if (memory.target) return wantsToRetreat(memory, view, self, random) ? "retreat" : "fight";
  if (goal) return "goal";
  const { trace } = memory;
  if (!trace || view.now - trace.at > TRACE_FRESH_S || hasArrived(memory, self, trace)) {
    memory.trace = undefined;
    return "roam";
  }
  if (memory.plan === "hunt") return "hunt";
  // Decided once per trace: a bot that does not hunt forgets the trace.
  if (random() < memory.skill.aggression) return "hunt";
  memory.trace = undefined;
  return "roam";
}

function begin(memory: Memory, view: View, plan: Plan): void {
  memory.plan = plan;
  memory.planSince = view.now;
  memory.destination = undefined;
}

function wantsToRetreat(memory: Memory, view: View, self: OwnBody, random: Random): boolean {
  const { target, skill } = memory;
  if (!target || self.health > skill.retreatHealth || view.now < memory.noticedAt) return false;
  const strength = target.health + target.armour + (target.overdriven ? OVERDRIVE_WORTH : 0);
  if (strength + WINNING_MARGIN < self.health + self.armour) return false;
  // Tested at every look while health is low, so it happens soon, but not at a fixed time.
  return random() < 0.3;
}

function isRecovered(memory: Memory, view: View, self: OwnBody): boolean {
  if (self.health >= RECOVERED_HEALTH || view.now - memory.planSince > LONGEST_RETREAT_S) return true;
  // Cornered: a bot does not run when an enemy is at arm's length.
  return memory.target !== undefined && distanceBetween(self, memory.target) < 2.5;
}

/**
 * Goes to a healing pickup if there is one. Otherwise picks cover if the bot has none yet, or if the enemy now sees
 * the cover.
 */
function keepCover(memory: Memory, view: View, self: OwnBody, random: Random): void {
  const healing = nearestHealing(memory, view, self);
  if (healing) {
    memory.destination = healing;
    return;
  }
  const threat = memory.target ?? memory.trace;
  if (!threat) return;
  const { destination } = memory;
  if (destination && !memory.arena.sees(threat.x, threat.y, destination.x, destination.y)) return;
  memory.destination = findCover(memory, self, threat, random);
  if (memory.destination && random() < memory.skill.dash) memory.wantsDash = true;
}
