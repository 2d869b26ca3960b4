import {
  BODY_RADIUS_U,
  RUN_SPEED_U_PER_S,
  WEAPON_RULES,
  type BlastRules,
  type WeaponRules,
} from "@fray/shared-state/rules";
import { createPath, pointAt, type Leg } from "@fray/shared-state/simulation/shot-path";
import { specialOf } from "@fray/shared-state/simulation/step-weapons";

import type { OwnBody, SeenBody, View } from "../../view/view.ts";
import { whereNow } from "../estimate.ts";
import { distanceBetween, type Vector } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import { leadAngle } from "./lead.ts";

/** Angles tried on either side of the lead, and their spacing in rad. */
const ANGLES = 4;
const ANGLE_STEP_RAD = 0.07;
/** Places along a shot's path at which it is compared with the target, per second of flight. */
const CHECKS_PER_S = 25;
/** A point on a wall sees nothing, so the explosion is judged from this far before the wall, in u. */
const STAND_OFF_U = 0.1;

/** A target leaves the path of a shot after this time, in s, at this speed in u/s. Measured. */
const EVADES_AFTER_S = 0.05;
const EVADES_U_PER_S = 4;
/** After this time it has seen the shot, and gets farther away by this much per second more. Measured. */
const HAS_SEEN_AFTER_S = 0.2;
const FLEES_U_PER_S = 15;
/**
 * A target that is slower than it can run is about to change its direction, so it leaves the path faster. This is the share
 * of the missing speed that counts. Measured. A target that has stood for longer than `STILL_S` stays.
 */
const RESUMED_SHARE = 0.45;
const STILL_S = 0.5;

/** Mean time in s for which a fighter keeps its direction. After that it stops or turns: factors of its velocity. */
const KEEPS_S = 0.7;
const TURNS = [0.2, -0.7] as const;

/** The best direction for an explosive shot, and the damage to expect from it. */
export interface BlastAim {
  /** Angle from the lead, in rad. The lead follows the target until the bot fires. */
  readonly offset: number;
  readonly damage: number;
}

/**
 * Finds the direction in which a rocket or an orb does the most damage to a target in sight: into its path, or onto a
 * wall beside it, where the explosion hurts whichever way the target turns. Undefined for a special without a blast.
 */
export function aimBlast(
  { arena, skill, targetMovedAt }: Memory,
  view: View,
  self: OwnBody,
  target: SeenBody,
): BlastAim | undefined {
  const weapon = specialOf(self);
  const rules = WEAPON_RULES[weapon];
  const { blast } = rules;
  if (!blast) return undefined;
  const straight = leadAngle(view, self, target, weapon);
  const at = whereNow(view, target);
  const { vx, vy } = withoutDash(target);
  const stands = view.now - targetMovedAt > STILL_S;
  const resumes_u_per_s = RESUMED_SHARE * Math.max(0, RUN_SPEED_U_PER_S - Math.hypot(vx, vy));
  const futures = futuresAfter(distanceBetween(self, at) / rules.speed_u_per_s);
  let best: BlastAim | undefined;
  for (let i = -ANGLES; i <= ANGLES; i++) {
    const offset = i * ANGLE_STEP_RAD;
    const legs = createPath(arena, self.x, self.y, straight + offset, rules);
    let damage = -ownDamage(legs, self, rules, blast);
    for (const { factor, likelihood } of futures) {
      const way = { x: vx * factor, y: vy * factor };
      const sees = (from: Vector, to: Vector) => arena.sees(from.x, from.y, to.x, to.y);
      damage +=
        likelihood *
        Math.min(
          target.health + target.armour,
          damageTo(at, way, legs, { rules, blast, sees, stands, resumes_u_per_s, error_rad: skill.aimError_rad }),
        );
    }
    if (!best || damage > best.damage) best = { offset, damage };
  }
  return best;
}

/** How a target may have moved on after a time in s, as factors of its velocity, each with its likelihood. */
function futuresAfter(time: number) {
  const keeps = Math.exp(-time / KEEPS_S);
  const turns = TURNS.map((factor) => ({ factor, likelihood: (1 - keeps) / TURNS.length }));
  return [{ factor: 1, likelihood: keeps }, ...turns];
}

/** A dash is over before the shot arrives, so the target is expected to run on in its direction. */
function withoutDash({ vx, vy }: SeenBody): { readonly vx: number; readonly vy: number } {
  const speed = Math.sqrt(vx * vx + vy * vy);
  const share = speed > RUN_SPEED_U_PER_S ? RUN_SPEED_U_PER_S / speed : 1;
  return { vx: vx * share, vy: vy * share };
}

interface Circumstances {
  readonly rules: WeaponRules;
  readonly blast: BlastRules;
  readonly sees: (from: Vector, to: Vector) => boolean;
  readonly error_rad: number;
  /** Whether the target has stood for a while, and so does not evade. */
  readonly stands: boolean;
  /** How much faster than others the target leaves the path, because it is slow now. */
  readonly resumes_u_per_s: number;
}

/**
 * Returns the damage to expect for a body that moves on at a velocity: by a direct hit, or by the explosion at the
 * path's end. The longer the shot flies, the less likely it meets the body, and the farther the body is from the
 * explosion.
 */
function damageTo(at: Vector, way: Vector, legs: readonly Leg[], circumstances: Circumstances): number {
  const { rules, blast, sees, error_rad: error, stands, resumes_u_per_s: resumes } = circumstances;
  const length = lengthOf(legs);
  const flight = Math.max(0, length - rules.muzzle_u) / rules.speed_u_per_s;
  const evaded = (time: number): number => (stands ? 0 : evadedAfter(time) + resumes * time);
  const astray = (time: number): number => error * rules.speed_u_per_s * time + evaded(time);
  const end = pointAt({ legs }, Math.max(0, length - STAND_OFF_U));
  const body = { x: at.x + way.x * flight, y: at.y + way.y * flight };
  const splash = sees(end, body) ? damageAt(end, body, astray(flight), { rules, blast }) : 0;
  const met = meetingTime(at, way, legs, rules);
  if (met === undefined) return splash;
  const width = BODY_RADIUS_U + rules.radius_u;
  const hit = width / (width + astray(met));
  return hit * rules.damage + (1 - hit) * splash;
}

/** Distance in u by which a target that moves has left the path of a shot after a time in s. */
const evadedAfter = (time: number): number =>
  EVADES_U_PER_S * Math.max(0, time - EVADES_AFTER_S) + FLEES_U_PER_S * Math.max(0, time - HAS_SEEN_AFTER_S);

/** Seconds after which a shot on this path touches a body that keeps its velocity; undefined when it never does. */
function meetingTime(at: Vector, way: Vector, legs: readonly Leg[], rules: WeaponRules): number | undefined {
  const flight = Math.max(0, lengthOf(legs) - rules.muzzle_u) / rules.speed_u_per_s;
  for (let time = 0; time < flight; time += 1 / CHECKS_PER_S) {
    const shot = pointAt({ legs }, rules.muzzle_u + rules.speed_u_per_s * time);
    const body = { x: at.x + way.x * time, y: at.y + way.y * time };
    if (distanceBetween(shot, body) < BODY_RADIUS_U + rules.radius_u) return time;
  }
  return undefined;
}

const ownDamage = (legs: readonly Leg[], self: Vector, rules: WeaponRules, blast: BlastRules): number =>
  damageAt(pointAt({ legs }, lengthOf(legs)), self, 0, { rules, blast }) * blast.ownShare;

function damageAt(
  centre: Vector,
  body: Vector,
  astray: number,
  { rules, blast }: Pick<Circumstances, "rules" | "blast">,
): number {
  const gap = Math.max(0, distanceBetween(centre, body) + astray - BODY_RADIUS_U);
  if (gap > blast.radius_u) return 0;
  return blast.edgeDamage + (rules.damage - blast.edgeDamage) * (1 - gap / blast.radius_u);
}

function lengthOf(legs: readonly Leg[]): number {
  const last = legs.at(-1);
  return last ? last.start + last.length : 0;
}
