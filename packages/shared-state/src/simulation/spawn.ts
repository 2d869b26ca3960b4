import type { Place } from "../arena/arena.ts";
import { snapPosition } from "../schema/quantized.ts";
import type { Fighter } from "./body.ts";
import { MAX_HEALTH, PULSE, SHIELD_DURATION_S, stepsIn } from "./rules.ts";
import type { World } from "./world.ts";

/** Puts a fighter into the arena, fresh and shielded for a moment. */
export function spawnFighter(world: World, fighter: Fighter): void {
  const spawn = chooseSpawn(world);
  world.checkpoints.delete(fighter.id);
  fighter.x = snapPosition(spawn.x);
  fighter.y = snapPosition(spawn.y);
  fighter.vx = 0;
  fighter.vy = 0;
  fighter.dashSteps = 0;
  fighter.dashCooldown = 0;
  fighter.fireCooldown = 0;
  fighter.reloadSteps = 0;
  fighter.railCharge = 0;
  fighter.railCooldown = 0;
  fighter.ammo = PULSE.clip;
  fighter.health = MAX_HEALTH;
  fighter.alive = true;
  fighter.shielded = true;
  fighter.spawnTick = world.tick;
  fighter.shieldTick = world.tick + stepsIn(SHIELD_DURATION_S, world.dt);
  fighter.hurtTick = world.tick;
  fighter.lives = (fighter.lives + 1) % 256;
  world.events.push({ type: "spawn", id: fighter.id });
}

/** One of the better half of the spawns by distance to the nearest living fighter: safe, but not foreseeable. */
function chooseSpawn(world: World): Place {
  const ranked = world.arena.spawns
    .map((spawn) => ({ spawn, distance: squaredDistanceToNearest(world, spawn) }))
    .toSorted((a, b) => b.distance - a.distance);
  const choice = ranked[Math.floor(world.random() * Math.ceil(ranked.length / 2))];
  if (!choice) throw new Error(`arena "${world.arena.name}" has no spawns`);
  return choice.spawn;
}

function squaredDistanceToNearest(world: World, spawn: Place): number {
  let nearest = Infinity;
  for (const fighter of world.fighters.values()) {
    if (!fighter.alive) continue;
    const dx = fighter.x - spawn.x;
    const dy = fighter.y - spawn.y;
    nearest = Math.min(nearest, dx * dx + dy * dy);
  }
  return nearest;
}
