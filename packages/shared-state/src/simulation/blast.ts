import { snapVelocity } from "../schema/quantized.ts";
import { areEnemies, type Fighter } from "./body.ts";
import { BODY_RADIUS_U, PROJECTILES, type BlastRules } from "./rules.ts";
import { pointAt } from "./shot-path.ts";
import type { Shot } from "./shot.ts";
import { strike } from "./strike.ts";
import type { World } from "./world.ts";

/** A point on a wall is drawn back along the path by this much, in u, to see from: from inside it nothing is in sight. */
const STAND_OFF_U = 0.05;

/**
 * An explosion: harms and pushes what it can see around it, most in the middle. `direct` is the body it touched, which
 * takes all of it. Its owner is pushed like anybody and hurt less; team mates are left alone.
 */
export function blast(world: World, shot: Shot, distance: number, direct: Fighter | undefined): void {
  if (shot.weapon === "rail") return;
  const { blast: rules, damage } = PROJECTILES[shot.weapon];
  if (!rules) return;
  const centre = pointAt(shot, Math.max(0, distance - STAND_OFF_U));
  world.events.push({ type: "blast", shot, distance, x: centre.x, y: centre.y });
  const owner = world.fighters.get(shot.owner) ?? { id: shot.owner, team: 0 };
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
  { x, y }: Fighter,
  centre: { readonly x: number; readonly y: number },
  { radius_u: radius }: BlastRules,
): number | undefined {
  const gap = Math.max(0, Math.sqrt((x - centre.x) ** 2 + (y - centre.y) ** 2) - BODY_RADIUS_U);
  if (gap > radius || !arena.sees(centre.x, centre.y, x, y)) return undefined;
  return 1 - gap / radius;
}

/** A push that is there when the body next moves, also in the body that provisional steps will be taken back to. */
function push(world: World, fighter: Fighter, from: { readonly x: number; readonly y: number }, speed: number): void {
  const dx = fighter.x - from.x;
  const dy = fighter.y - from.y;
  const distance = Math.sqrt(dx * dx + dy * dy);
  if (distance === 0 || fighter.shielded) return;
  const checkpoint = world.checkpoints.get(fighter.id);
  for (const body of checkpoint ? [fighter, checkpoint] : [fighter]) {
    body.vx = snapVelocity(body.vx + (dx / distance) * speed);
    body.vy = snapVelocity(body.vy + (dy / distance) * speed);
  }
}
