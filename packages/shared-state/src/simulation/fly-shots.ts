import { blast } from "./blast.ts";
import { hitBody } from "./hit-body.ts";
import { HitSearch } from "./hit-search.ts";
import type { LiveShot } from "./shot.ts";
import { WEAPON_RULES } from "./weapons/weapon-rules.ts";
import type { World } from "./world.ts";

const search = new HitSearch();

/** Moves all flying shots by a tick. */
export function flyShots(world: World): void {
  const { shots } = world;
  let flying = 0;
  for (const shot of shots) {
    if (flyShot(world, shot)) shots[flying++] = shot;
    else world.shotPool.end(shot);
  }
  shots.length = flying;
}

/** Returns false when the shot has ended. */
function flyShot(world: World, shot: LiveShot): boolean {
  const rules = WEAPON_RULES[shot.weapon];
  search.look(world, shot, rules);
  const { struck, distance } = search;
  if (!struck && distance < shot.reach) return true;
  if (rules.blast) blast(world, shot, distance, struck);
  else if (struck) hitBody(world, shot, struck, { damage: rules.damage, distance, movedSinceSeen: 0 });
  return false;
}
