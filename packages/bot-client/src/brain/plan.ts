import type { Random } from "@fray/shared-state/simulation/random";

import type { Place } from "../navigation/navigation.ts";
import type { OwnBody, View } from "../view/view.ts";
import { findCover } from "./cover.ts";
import { directionTo, distanceBetween } from "./geometry.ts";
import type { Memory, Plan } from "./memory.ts";

/** A goal closer than this, in u, is reached. */
const ARRIVED_U = 1;
/** Nobody hunts a trace older than this, in s. */
const TRACE_FRESH_S = 4;
/** Enough health to leave cover, and the longest time, in s, spent waiting for it. */
const RECOVERED_HEALTH = 60;
const LONGEST_RETREAT_S = 5.5;
/** An enemy this much weaker, in health, is fought to the end. */
const WINNING_MARGIN = 20;
/** Less way than this, in u, in `STUCK_S` while walking somewhere is being stuck. */
const STUCK_U = 0.75;
const STUCK_S = 0.8;
/** Roaming goes at least this far, in u: short walks meet nobody. */
const SHORTEST_ROAM_U = 9;
/** Places weighed for the next walk. */
const ROAM_CHOICES = 3;

/** Decides what to do next and where to head for. */
export function choosePlan(memory: Memory, view: View, self: OwnBody, random: Random): void {
  const plan = preferredPlan(memory, view, self, random);
  if (plan !== memory.plan) begin(memory, view, plan);
  if (memory.plan === "retreat") keepCover(memory, self, random);
  if (memory.plan === "hunt" && memory.trace) memory.goal = memory.trace;
  if (memory.plan === "roam") memory.goal ??= nextRoamGoal(memory, self, random);
  followRoute(memory, self);
  noticeBeingStuck(memory, view, self, random);
}

function preferredPlan(memory: Memory, view: View, self: OwnBody, random: Random): Plan {
  if (memory.plan === "retreat" && !isRecovered(memory, view, self)) return "retreat";
  if (memory.target) return wantsToRetreat(memory, view, self, random) ? "retreat" : "fight";
  const { trace } = memory;
  if (!trace || view.now - trace.at > TRACE_FRESH_S || hasArrived(self, trace)) {
    memory.trace = undefined;
    return "roam";
  }
  if (memory.plan === "hunt") return "hunt";
  // Decided once per trace: whoever lets it go forgets it.
  if (random() < memory.skill.aggression) return "hunt";
  memory.trace = undefined;
  return "roam";
}

function begin(memory: Memory, view: View, plan: Plan): void {
  memory.plan = plan;
  memory.planSince = view.now;
  memory.goal = undefined;
}

function wantsToRetreat(memory: Memory, view: View, self: OwnBody, random: Random): boolean {
  const { target, skill } = memory;
  if (!target || self.health > skill.retreatHealth || view.now < memory.noticedAt) return false;
  if (target.health + WINNING_MARGIN < self.health) return false;
  // Weighed at every look while health is low, so that it happens soon but not by the clock.
  return random() < 0.3;
}

function isRecovered(memory: Memory, view: View, self: OwnBody): boolean {
  if (self.health >= RECOVERED_HEALTH || view.now - memory.planSince > LONGEST_RETREAT_S) return true;
  // Cornered: nobody runs with an enemy at arm's length.
  return memory.target !== undefined && distanceBetween(self, memory.target) < 2.5;
}

/** Picks cover when there is none yet, or when the enemy can see it by now. */
function keepCover(memory: Memory, self: OwnBody, random: Random): void {
  const threat = memory.target ?? memory.trace;
  if (!threat) return;
  const { goal } = memory;
  if (goal && !memory.arena.sees(threat.x, threat.y, goal.x, goal.y)) return;
  memory.goal = findCover(memory, self, threat, random);
  if (memory.goal && random() < memory.skill.dash) memory.wantsDash = true;
}

function nextRoamGoal(memory: Memory, self: OwnBody, random: Random): Place | undefined {
  const { regions } = memory.navigation;
  const middle = { x: memory.arena.width / 2, y: memory.arena.height / 2 };
  let best: Place | undefined;
  let bestScore = Infinity;
  for (let i = 0; i < ROAM_CHOICES; i++) {
    const place = regions[Math.floor(random() * regions.length)];
    if (!place) return undefined;
    const tooClose = distanceBetween(self, place) < SHORTEST_ROAM_U ? 100 : 0;
    // People meet in the middle, so that is where most walks lead through.
    const score = distanceBetween(middle, place) + tooClose;
    if (score < bestScore) {
      best = place;
      bestScore = score;
    }
  }
  return best;
}

function followRoute(memory: Memory, self: OwnBody): void {
  const { goal } = memory;
  if (!goal) {
    memory.waypoint = undefined;
    return;
  }
  if (hasArrived(self, goal)) {
    memory.waypoint = undefined;
    // In cover one stays; a walk goes on to the next place.
    if (memory.plan === "roam") memory.goal = undefined;
    return;
  }
  memory.waypoint = memory.navigation.waypoint(self, goal);
  if (memory.waypoint || memory.plan === "retreat") return;
  memory.goal = undefined;
  memory.trace = undefined;
}

const hasArrived = (self: OwnBody, place: Place): boolean => distanceBetween(self, place) < ARRIVED_U;

/** No way made although there is one to go: step aside and walk somewhere else. */
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
  memory.goal = undefined;
  memory.trace = undefined;
}
