import type { Fighter } from "./body.ts";
import { HEAL_DELAY_S, HEAL_PER_S, MAX_HEALTH, stepsIn } from "./rules.ts";
import { spawnFighter } from "./spawn.ts";
import type { World } from "./world.ts";

/** What time does by itself: shields and the Overdrive end, wounds heal, the dead return. */
export function recover(world: World, fighter: Fighter): void {
  if (!fighter.alive) {
    if (world.tick >= fighter.respawnTick) spawnFighter(world, fighter);
    return;
  }
  if (fighter.shielded && world.tick >= fighter.shieldTick) fighter.shielded = false;
  if (fighter.overdriven && world.tick >= fighter.overdriveTick) fighter.overdriven = false;
  if (fighter.health < MAX_HEALTH && world.tick - fighter.hurtTick > stepsIn(HEAL_DELAY_S, world.dt)) {
    const stepsPerPoint = stepsIn(1 / HEAL_PER_S, world.dt);
    if ((world.tick - fighter.hurtTick) % stepsPerPoint === 0) fighter.health++;
  }
}
