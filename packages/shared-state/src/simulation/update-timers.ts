import { HEAL_DELAY_S, HEAL_PER_S, MAX_HEALTH, stepsIn } from "../rules.ts";
import type { Fighter } from "./body.ts";
import { spawnFighters } from "./spawn.ts";
import type { World } from "./world.ts";

/** Applies the changes that time brings: shields and the Overdrive end, wounds heal, the dead respawn. */
export function updateTimers(world: World): void {
  const due: Fighter[] = [];
  world.fighters.forEach((fighter) => {
    if (fighter.alive) regenerate(world, fighter);
    else if (world.tick >= fighter.respawnTick) due.push(fighter);
  });
  spawnFighters(world, due);
}

function regenerate({ tick, dt }: World, fighter: Fighter): void {
  if (fighter.shielded && tick >= fighter.shieldTick) fighter.shielded = false;
  if (fighter.overdriven && tick >= fighter.overdriveTick) fighter.overdriven = false;
  if (fighter.health >= MAX_HEALTH) return;
  const healing = tick - fighter.hurtTick - stepsIn(HEAL_DELAY_S, dt);
  if (healing <= 0) return;
  fighter.health += pointsHealed(healing, dt) - pointsHealed(healing - 1, dt);
}

/** Returns the whole points after `steps` of healing: equally many per second at every tick rate. */
const pointsHealed = (steps: number, dt: number): number => Math.floor(steps * dt * HEAL_PER_S);
