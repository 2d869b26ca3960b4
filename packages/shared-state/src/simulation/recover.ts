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
  const healing = world.tick - fighter.hurtTick - stepsIn(HEAL_DELAY_S, world.dt);
  if (fighter.health >= MAX_HEALTH || healing <= 0) return;
  fighter.health += pointsHealed(healing, world.dt) - pointsHealed(healing - 1, world.dt);
}

/** Whole points after `steps` of healing: as many per second at every tick rate. */
const pointsHealed = (steps: number, dt: number): number => Math.floor(steps * dt * HEAL_PER_S);
