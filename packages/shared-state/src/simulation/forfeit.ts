import type { Fighter } from "./body.ts";
import { kill } from "./hit-body.ts";
import { isRecent } from "./last-hit.ts";
import type { World } from "./world.ts";

/**
 * Kills a body whose player leaves the fight so soon after damage that leaving would be an escape. The last attacker
 * gets the kill. It is an event of the next tick, and counts like any other. Call it before `removeFighter`.
 */
export function forfeit(world: World, fighter: Fighter): void {
  const hit = world.lastHits.get(fighter.id);
  if (!fighter.alive || !hit || !isRecent(world, hit.tick)) return;
  const { id, team, x, y } = fighter;
  kill(world, fighter);
  const { attacker: killer, weapon } = hit;
  world.forfeits.push({ type: "death", victim: id, team, killer, weapon, movedSinceSeen: 0, x, y });
}
