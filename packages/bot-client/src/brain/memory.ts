import type { Arena } from "@fray/shared-state/arena/arena";
import { DEFAULT_SPECIAL, PRIMARY, type Special, type Weapon } from "@fray/shared-state/rules";

import type { Navigation, Place } from "../navigation/navigation.ts";
import type { Skill } from "../skills.ts";
import type { SeenBody } from "../view/view.ts";
import type { Zone } from "./geometry.ts";

/**
 * A bot's role in a team: a guard stays near its own team's objective, a raider fights its way to the enemy's, a
 * runner goes there past any enemy in its way.
 */
export type Role = "guard" | "raider" | "runner";

/**
 * fight: an enemy is in sight. retreat: run to a place that the enemy can't see, or to a healing pickup. goal: go to
 * a place worth going to, and shoot on the way. hunt: go where an enemy was last seen or heard. roam: cross the map
 * to meet an enemy.
 */
export type Plan = "fight" | "retreat" | "goal" | "hunt" | "roam";

/** Everything a brain knows from one step to the next. Plain data; times in s of the view's clock. */
export interface Memory {
  readonly skill: Skill;
  readonly arena: Arena;
  readonly navigation: Navigation;

  /** The life this is about. */
  lives: number;
  looks: number;
  role: Role;
  /** When another is taken. */
  roleUntil: number;

  /** The enemy being dealt with, in sight at the last look. */
  target: SeenBody | undefined;
  /** When the target counts as noticed, and may be acted upon. */
  noticedAt: number;
  /** Where an enemy was seen or heard last, and when. */
  trace: (Place & { readonly id: number | undefined; readonly at: number }) | undefined;

  plan: Plan;
  planSince: number;
  destination: Place | undefined;
  waypoint: Place | undefined;
  /** Where to stay: fights are fought inside. */
  zone: Zone | undefined;
  /** Where to stand in a zone, for a while. */
  post: (Place & { readonly zone: Zone; readonly until: number }) | undefined;
  /** Where the body was when it last got anywhere. */
  progress: Place & { readonly at: number };

  /** 1 or -1: which way round the target. */
  strafeSide: number;
  strafeUntil: number;
  /** A movement that goes before all others, until a time. */
  evasion: (Place & { readonly until: number }) | undefined;
  wantsDash: boolean;
  /** The last shot that was thought about. */
  judgedShot: number;

  /** The weapon to aim and shoot with. */
  weapon: Weapon;
  /** The special in hand at the last look. */
  special: Special;
  /** Until when no special is thought of. */
  specialRestUntil: number;
  /** Direction in which to fire a rocket or an orb to reach an enemy out of sight. */
  indirectFire: { readonly angle: number; readonly until: number } | undefined;
  /** The trace for which that has been thought about. */
  lobbed: Memory["trace"];
  /** Where the body looks, in radians. */
  aim: number;
  aimError: { readonly from: number; readonly to: number; readonly since: number; readonly until: number };
  /** Until when the trigger is held, and after that rested. */
  burst: { readonly until: number; readonly restUntil: number };
}

export function createMemory(skill: Skill, arena: Arena, navigation: Navigation): Memory {
  return {
    skill,
    arena,
    navigation,
    lives: -1,
    looks: 0,
    role: "raider",
    roleUntil: 0,
    target: undefined,
    noticedAt: 0,
    trace: undefined,
    plan: "roam",
    planSince: 0,
    destination: undefined,
    waypoint: undefined,
    zone: undefined,
    post: undefined,
    progress: { x: 0, y: 0, at: 0 },
    strafeSide: 1,
    strafeUntil: 0,
    evasion: undefined,
    wantsDash: false,
    judgedShot: 0,
    weapon: PRIMARY.name,
    special: DEFAULT_SPECIAL.name,
    specialRestUntil: 0,
    indirectFire: undefined,
    lobbed: undefined,
    aim: 0,
    aimError: { from: 0, to: 0, since: 0, until: 0 },
    burst: { until: 0, restUntil: 0 },
  };
}

/** Starts a new life: forgets everything about the life before. */
export function beginLife(memory: Memory, self: Place & { readonly lives: number }, now: number): void {
  memory.lives = self.lives;
  memory.roleUntil = now;
  memory.target = undefined;
  memory.trace = undefined;
  memory.plan = "roam";
  memory.planSince = now;
  memory.destination = undefined;
  memory.waypoint = undefined;
  memory.zone = undefined;
  memory.post = undefined;
  memory.progress = { x: self.x, y: self.y, at: now };
  memory.evasion = undefined;
  memory.wantsDash = false;
  memory.weapon = PRIMARY.name;
  memory.indirectFire = undefined;
}
