import { namesOf } from "@fray/netcode/core";
import { tableOf } from "@fray/shared-state/by-name";

import type { Skill } from "./skill.ts";

/** A complete beginner: hardly hits, and stops to think. */
const beginner: Skill = {
  reaction_s: 1,
  aimError_rad: 0.5,
  turn_rad_per_s: 3,
  lead: 0.2,
  fireRange_u: 9,
  burst_s: 0.35,
  rest_s: 0.9,
  specialRest_s: 14,
  indirectFire: 0,
  blastWorth: 0,
  preferredRange_u: 6.5,
  strafe: 0.3,
  dodge: 0,
  dash: 0,
  aggression: 0.3,
  forage: 0.2,
  teamwork: 0.1,
  retreatHealth: 0,
};

/** Any newcomer holds out against this bot after a minute with the controls. */
const novice: Skill = {
  reaction_s: 0.6,
  aimError_rad: 0.25,
  turn_rad_per_s: 4,
  lead: 0.4,
  fireRange_u: 11,
  burst_s: 0.45,
  rest_s: 0.55,
  specialRest_s: 9,
  indirectFire: 0,
  blastWorth: 0,
  preferredRange_u: 6.5,
  strafe: 0.45,
  dodge: 0,
  dash: 0.05,
  aggression: 0.45,
  forage: 0.4,
  teamwork: 0.2,
  retreatHealth: 0,
};

/** An even match for an occasional player. */
const average: Skill = {
  reaction_s: 0.34,
  aimError_rad: 0.1,
  turn_rad_per_s: 8,
  lead: 0.85,
  fireRange_u: 14,
  burst_s: 0.9,
  rest_s: 0.25,
  specialRest_s: 5,
  indirectFire: 0.05,
  blastWorth: 30,
  preferredRange_u: 7,
  strafe: 0.8,
  dodge: 0.35,
  dash: 0.3,
  aggression: 0.7,
  forage: 0.75,
  teamwork: 0.65,
  retreatHealth: 24,
};

/** Hard to beat. */
const strong: Skill = {
  reaction_s: 0.2,
  aimError_rad: 0.05,
  turn_rad_per_s: 14,
  lead: 1,
  fireRange_u: 17,
  burst_s: 1.6,
  rest_s: 0.1,
  specialRest_s: 3,
  indirectFire: 0.1,
  blastWorth: 30,
  preferredRange_u: 7.5,
  strafe: 1,
  dodge: 0.75,
  dash: 0.6,
  aggression: 0.85,
  forage: 1,
  teamwork: 1,
  retreatHealth: 30,
};

/** The best that a person could be. Still slower than a machine. */
const master: Skill = {
  reaction_s: 0.15,
  aimError_rad: 0.02,
  turn_rad_per_s: 18,
  lead: 1,
  fireRange_u: 20,
  burst_s: 2.5,
  rest_s: 0.05,
  specialRest_s: 1.5,
  indirectFire: 0.15,
  blastWorth: 30,
  preferredRange_u: 8,
  strafe: 1,
  dodge: 0.95,
  dash: 0.9,
  aggression: 0.9,
  forage: 1,
  teamwork: 1,
  retreatHealth: 32,
};

/** Described players from the weakest to the strongest. All other skills lie between two neighbours of these. */
const LEVELS: readonly Skill[] = [beginner, novice, average, strong, master];

/** Returns the skill at a place on the scale of described players: 0 is the first, 1 the second, 1.5 is in between. */
export function skillAtLevel(level: number): Skill {
  const below = Math.max(0, Math.min(LEVELS.length - 2, Math.floor(level)));
  const [from, to] = [LEVELS[below] ?? beginner, LEVELS[below + 1] ?? master];
  const share = level - below;
  return tableOf(namesOf(from), (name) => from[name] + (to[name] - from[name]) * share);
}
