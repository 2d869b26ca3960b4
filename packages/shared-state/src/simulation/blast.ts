import { distanceBetween } from "@fray/netcode/core";

import type { Arena, Place } from "../arena/arena.ts";
import { snapVelocity } from "../quantized.ts";
import { BODY_RADIUS_U } from "../rules.ts";
import type { Body, Fighter } from "./body.ts";
import { canHit, hitBody } from "./hit-body.ts";
import { pointAt } from "./shot-path.ts";
import type { LiveShot, Shot } from "./shot.ts";
import { WEAPON_RULES } from "./weapons/weapon-rules.ts";
import type { BlastRules } from "./weapons/weapon.ts";
import type { World } from "./world.ts";

/**
 * The place of an explosion on a wall is moved back along the path by this much, in u, before sight is tested: from
 * inside a wall nothing is visible.
 */
const STAND_OFF_U = 0.05;
/**
 * Distance from a body's centre at which its sides are tested for sight: a little inside its edge, because the edge
 * may touch a wall.
 */
const SIDE_U = BODY_RADIUS_U * 0.8;

/**
 * Explodes: damages and pushes the bodies in its sight, most in the middle. `direct` is the body that it touched;
 * that body takes the full damage. The owner is pushed like others and damaged less. Team mates are unaffected unless
 * friendly fire is on.
 */
export function blast(world: World, shot: LiveShot, distance: number, direct: Fighter | undefined): void {
  const { blast: rules, damage } = WEAPON_RULES[shot.weapon];
  if (!rules) return;
  const centre = blastCentre(shot, distance);
  world.events.push({ type: "blast", shot, distance, x: centre.x, y: centre.y });
  const reach = rules.radius_u + BODY_RADIUS_U;
  world.grid.queryAround(centre, { x: reach, y: reach }, (fighter) => {
    const own = fighter.id === shot.owner;
    if (!fighter.alive || (!own && !canHit(world, shot, fighter))) return;
    const closeness = fighter === direct ? 1 : closenessOf(world.arena, fighter, centre, rules);
    if (closeness === undefined) return;
    const checkpoint = world.checkpoints.get(fighter.id);
    if (!fighter.shielded) {
      // Pushes also the checkpoint, the body to which provisional steps will be undone.
      for (const body of checkpoint ? [fighter, checkpoint] : [fighter]) push(body, fighter, centre, rules, closeness);
    }
    const full = rules.edgeDamage + (damage - rules.edgeDamage) * closeness;
    const movedSinceSeen = 0;
    hitBody(world, shot, fighter, { damage: Math.round(full * (own ? rules.ownShare : 1)), distance, movedSinceSeen });
  });
}

/**
 * Pushes the owner of a shot by the blast at the end of the shot's path, within its reach and line of sight. The push
 * is the one that `blast` gives to a body.
 */
export function pushOwner(arena: Arena, body: Body, shot: Shot): void {
  const { blast: rules } = WEAPON_RULES[shot.weapon];
  if (!rules) return;
  const centre = blastCentre(shot, shot.reach);
  const closeness = closenessOf(arena, body, centre, rules);
  if (closeness !== undefined) push(body, body, centre, rules, closeness);
}

const blastCentre = (shot: Shot, distance: number): Place => pointAt(shot, Math.max(0, distance - STAND_OFF_U));

/**
 * Returns 1 for a body that touches the middle of the blast and 0 for a body at the edge of the radius; undefined for
 * a body beyond the radius or behind a wall.
 */
function closenessOf(arena: Arena, body: Place, centre: Place, { radius_u: radius }: BlastRules): number | undefined {
  const gap = Math.max(0, distanceBetween(body, centre) - BODY_RADIUS_U);
  if (gap > radius || !isExposed(arena, centre, body)) return undefined;
  return 1 - gap / radius;
}

/**
 * Whether the centre or either side of a body is in sight: a body that is half behind a corner is not safe (as in
 * Quake III).
 */
function isExposed(arena: Arena, from: Place, { x, y }: Place): boolean {
  if (arena.sees(from.x, from.y, x, y)) return true;
  const distance = distanceBetween(from, { x, y });
  const sideX = (-(y - from.y) / distance) * SIDE_U;
  const sideY = ((x - from.x) / distance) * SIDE_U;
  return arena.sees(from.x, from.y, x + sideX, y + sideY) || arena.sees(from.x, from.y, x - sideX, y - sideY);
}

/** Pushes a body away from a blast, judged by its present place. The body moves in its next step. */
function push(body: Body, at: Place, centre: Place, rules: BlastRules, closeness: number): void {
  const distance = distanceBetween(at, centre);
  if (distance === 0) return;
  const speed = rules.knockback_u_per_s * closeness;
  body.vx = snapVelocity(body.vx + ((at.x - centre.x) / distance) * speed);
  body.vy = snapVelocity(body.vy + ((at.y - centre.y) / distance) * speed);
}
