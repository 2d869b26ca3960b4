import type { Arena } from "@fray/shared-state/arena/arena";
import { DEFAULT_SPECIAL, PRIMARY, type Special, type Weapon } from "@fray/shared-state/rules";

import type { Navigation, Place } from "../navigation/navigation.ts";
import type { Skill } from "../skills/skill.ts";
import type { SeenBody } from "../view/view.ts";
import type { Zone } from "./geometry.ts";

/**
 * A bot's role in a team: a guard stays near its own team's objective, a raider fights its way to the enemy's, a
 * runner goes there past any enemy in its way. A loner forgets the objective and only fights.
 */
export type Role = "guard" | "raider" | "runner" | "loner";

/**
 * fight: an enemy is in sight. retreat: run to a place that the enemy can't see, or to a healing pickup. goal: go to
 * a place worth going to, and shoot on the way. hunt: go where an enemy was last seen or heard. roam: cross the map
 * to meet an enemy.
 */
export type Plan = "fight" | "retreat" | "goal" | "hunt" | "roam";

/** The whole memory of a brain between steps. Plain data; times in s of the view's clock. */
export interface Memory {
  /** Changes only from life to life. */
  skill: Skill;
  readonly arena: Arena;
  readonly navigation: Navigation;

  /** Number of the life that this memory is about. */
  lives: number;
  looks: number;
  role: Role;
  /** Time at which the bot takes another role. */
  roleUntil: number;

  /** The enemy that the bot fights, in sight at the last look. */
  target: SeenBody | undefined;
  /** Last time at which the target was seen to move, or was first seen. */
  targetMovedAt: number;
  /** Time from which the bot may react to the target. */
  noticedAt: number;
  /** Place and time at which an enemy was last seen or heard. */
  trace: (Place & { readonly id: number | undefined; readonly at: number }) | undefined;

  plan: Plan;
  planSince: number;
  destination: Place | undefined;
  waypoint: Place | undefined;
  /** The zone to stay in: the bot does not leave it in a fight. */
  zone: Zone | undefined;
  /** The place in a zone at which the bot stands for a while. */
  post: (Place & { readonly zone: Zone; readonly until: number }) | undefined;
  /** Place and time of the last progress on the way. */
  progress: Place & { readonly at: number };

  /** 1 or -1: the direction in which the bot circles the target. */
  strafeSide: number;
  strafeSince: number;
  strafeUntil: number;
  /** A movement with precedence over all others, until a time. */
  evasion: (Place & { readonly until: number }) | undefined;
  wantsDash: boolean;
  /** Serial number of the last shot that was considered. */
  judgedShot: number;

  /** The weapon to aim and shoot with. */
  weapon: Weapon;
  /** The special in hand at the last look. */
  special: Special;
  /** Until this time the bot does not consider the special. */
  specialRestUntil: number;
  /** Direction in which to fire a rocket or an orb to reach an enemy out of sight. */
  indirectFire: { readonly angle: number; readonly until: number } | undefined;
  /** Angle from the lead, in rad, at which a rocket or an orb is worth firing. It is found at each look. */
  blastOffset: number | undefined;
  /** The last trace for which the bot considered indirect fire. */
  lobbed: Memory["trace"];
  /** Direction of view of the body, in radians. */
  aim: number;
  aimError: { readonly from: number; readonly to: number; readonly since: number; readonly until: number };
  /** The trigger is held until the first time, and then released until the second. */
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
    targetMovedAt: 0,
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
    strafeSince: 0,
    strafeUntil: 0,
    evasion: undefined,
    wantsDash: false,
    judgedShot: 0,
    weapon: PRIMARY.name,
    special: DEFAULT_SPECIAL.name,
    specialRestUntil: 0,
    indirectFire: undefined,
    blastOffset: undefined,
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
  memory.blastOffset = undefined;
}
