import { blast } from "./blast.ts";
import type { Fighter } from "./body.ts";
import { BODY_RADIUS_U, PROJECTILES } from "./rules.ts";
import { touchDistance } from "./shot-path.ts";
import { explodes, flownDistance, type LiveShot } from "./shot.ts";
import { canStrike, strike } from "./strike.ts";
import type { World } from "./world.ts";

interface Struck {
  readonly fighter: Fighter;
  readonly distance: number;
}

/** Moves everything in the air by a tick. */
export function flyShots(world: World): void {
  world.shots = world.shots.filter((shot) => flyShot(world, shot));
}

/** False when the shot has ended. */
function flyShot(world: World, shot: LiveShot): boolean {
  if (shot.weapon === "rail") return false;
  const age = world.tick - shot.bornTick;
  // The first stretch starts at the owner's centre: an enemy at arm's length stands before the muzzle.
  const from = age === 0 ? 0 : flownDistance(shot, (age - 1) * world.dt);
  const to = flownDistance(shot, age * world.dt);
  const struck = firstStruck(world, shot, from, to, BODY_RADIUS_U + PROJECTILES[shot.weapon].radius_u);
  if (!struck && to < shot.reach) return true;
  const distance = struck?.distance ?? to;
  if (explodes(shot)) blast(world, shot, distance, struck?.fighter);
  else if (struck) {
    const { damage } = PROJECTILES[shot.weapon];
    strike(world, shot, struck.fighter, { damage, distance, movedSinceSeen: 0 });
  }
  return false;
}

/** The first body it may strike that a stretch of a shot's path touches. */
function firstStruck(world: World, shot: LiveShot, from: number, to: number, reach: number): Struck | undefined {
  let struck: Struck | undefined;
  const consider = (fighter: Fighter): void => {
    if (!fighter.alive || !canStrike(world, shot, fighter)) return;
    const distance = touchDistance(shot, from, to, fighter, reach);
    if (distance !== undefined && distance < (struck?.distance ?? Infinity)) struck = { fighter, distance };
  };
  for (const leg of shot.legs) {
    const start = Math.max(from, leg.start) - leg.start;
    const end = Math.min(to, leg.start + leg.length) - leg.start;
    if (start > end) continue;
    const startX = leg.x + leg.directionX * start;
    const startY = leg.y + leg.directionY * start;
    const endX = leg.x + leg.directionX * end;
    const endY = leg.y + leg.directionY * end;
    world.grid.query(
      Math.min(startX, endX) - reach,
      Math.min(startY, endY) - reach,
      Math.max(startX, endX) + reach,
      Math.max(startY, endY) + reach,
      consider,
    );
  }
  return struck;
}
