import { applyCommand, type Command } from "./command.ts";
import { flyShots } from "./fly-shots.ts";
import { strikeHitscan, type HitscanFired } from "./hitscan.ts";
import { recover } from "./recover.ts";
import { stepPickups } from "./step-pickups.ts";
import type { World } from "./world.ts";

/** Advances the world by one tick. Commands apply in the order given; afterwards `world.events` says what happened. */
export function stepWorld(world: World, commands: readonly Command[]): void {
  world.tick++;
  world.events.length = 0;
  world.events.push(...world.forfeits.splice(0));
  const fired: HitscanFired[] = [];
  for (const command of commands) {
    const hitscan = applyCommand(world, command);
    if (hitscan) fired.push(hitscan);
  }
  world.grid.clear();
  for (const fighter of world.fighters.values()) if (fighter.alive) world.grid.insert(fighter);
  // Only now that everybody has moved and fired: a place in the list of players must decide no duel.
  for (const hitscan of fired) strikeHitscan(world, hitscan);
  flyShots(world);
  stepPickups(world);
  recover(world);
}
