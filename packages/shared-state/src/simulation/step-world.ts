import { applyCommand, type Command } from "./command.ts";
import { flyShots } from "./fly-shots.ts";
import { fireHitscan, type HitscanFired } from "./hitscan.ts";
import { stepPickups } from "./step-pickups.ts";
import { updateTimers } from "./update-timers.ts";
import type { World } from "./world.ts";

/**
 * Advances the world by one tick. Commands apply in the given order; afterwards `world.events` has the events of the
 * tick.
 */
export function stepWorld(world: World, commands: readonly Command[]): void {
  world.tick++;
  world.events.length = 0;
  world.shotPool.beginTick();
  if (world.forfeits.length > 0) world.events.push(...world.forfeits.splice(0));
  const fired: HitscanFired[] = [];
  for (const command of commands) {
    const hitscan = applyCommand(world, command);
    if (hitscan) fired.push(hitscan);
  }
  world.grid.clear();
  // Iterators would leave an object per body.
  world.fighters.forEach((fighter) => {
    if (fighter.alive) world.grid.insert(fighter);
  });
  // Hitscan shots hit only after all bodies have moved and fired: the order of the players must not decide a duel.
  for (const hitscan of fired) fireHitscan(world, hitscan);
  flyShots(world);
  stepPickups(world);
  updateTimers(world);
}
