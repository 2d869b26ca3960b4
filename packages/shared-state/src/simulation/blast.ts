import type { Arena, Place } from "../arena/arena.ts";
import { snapVelocity } from "../schema/quantized.ts";
import { areEnemies, type Fighter } from "./body.ts";
import { distanceBetween } from "./distance.ts";
import { BODY_RADIUS_U, PROJECTILES, type BlastRules } from "./rules.ts";
import { pointAt } from "./shot-path.ts";
import { allegianceOf, type LiveShot } from "./shot.ts";
import { strike } from "./strike.ts";
import type { World } from "./world.ts";

/** A point on a wall is drawn back along the path by this much, in u, to see from: from inside it nothing is in sight. */
const STAND_OFF_U = 0.05;
/** How far from its middle a body's side counts as seen: a little inside its edge, which may lie against a wall. */
const SIDE_U = BODY_RADIUS_U * 0.8;

/**
 * An explosion: harms and pushes what it can see around it, most in the middle. `direct` is the body it touched, which
 * takes all of it. Its owner is pushed like anybody and hurt less; team mates are left alone.
 */
export function blast(world: World, shot: LiveShot, distance: number, direct: Fighter | undefined): void {
  if (shot.weapon === "rail") return;
  const { blast: rules, damage } = PROJECTILES[shot.weapon];
  if (!rules) return;
  const centre = pointAt(shot, Math.max(0, distance - STAND_OFF_U));
  world.events.push({ type: "blast", shot, distance, x: centre.x, y: centre.y });
  const owner = allegianceOf(shot);
  for (const fighter of world.fighters.values()) {
    const own = fighter.id === shot.owner;
    if (!fighter.alive || (!own && !areEnemies(owner, fighter))) continue;
    const closeness = fighter === direct ? 1 : closenessOf(world, fighter, centre, rules);
    if (closeness === undefined) continue;
    push(world, fighter, centre, rules.knockback_u_per_s * closeness);
    const full = rules.edgeDamage + (damage - rules.edgeDamage) * closeness;
    const movedSinceSeen = 0;
    strike(world, shot, fighter, { damage: Math.round(full * (own ? rules.ownShare : 1)), distance, movedSinceSeen });
  }
}

/** 1 for a body that the middle touches, 0 for one that the edge just reaches; undefined beyond it or behind a wall. */
function closenessOf(
  { arena }: World,
  fighter: Fighter,
  centre: Place,
  { radius_u: radius }: BlastRules,
): number | undefined {
  const gap = Math.max(0, distanceBetween(fighter, centre) - BODY_RADIUS_U);
  if (gap > radius || !isExposed(arena, centre, fighter)) return undefined;
  return 1 - gap / radius;
}

/** Whether the middle or either side of a body is in sight: half a body round a corner is not safe (as in Quake III). */
function isExposed(arena: Arena, from: Place, { x, y }: Place): boolean {
  if (arena.sees(from.x, from.y, x, y)) return true;
  const distance = distanceBetween(from, { x, y });
  const sideX = (-(y - from.y) / distance) * SIDE_U;
  const sideY = ((x - from.x) / distance) * SIDE_U;
  return arena.sees(from.x, from.y, x + sideX, y + sideY) || arena.sees(from.x, from.y, x - sideX, y - sideY);
}

/** A push that is there when the body next moves, also in the body that provisional steps will be taken back to. */
function push(world: World, fighter: Fighter, from: Place, speed: number): void {
  const dx = fighter.x - from.x;
  const dy = fighter.y - from.y;
  const distance = distanceBetween(fighter, from);
  if (distance === 0 || fighter.shielded) return;
  const checkpoint = world.checkpoints.get(fighter.id);
  for (const body of checkpoint ? [fighter, checkpoint] : [fighter]) {
    body.vx = snapVelocity(body.vx + (dx / distance) * speed);
    body.vy = snapVelocity(body.vy + (dy / distance) * speed);
  }
}
