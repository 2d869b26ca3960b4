import type { Place } from "../arena/arena.ts";
import { snapPosition } from "../schema/quantized.ts";
import { areEnemies, type Fighter } from "./body.ts";
import { squaredDistance } from "./distance.ts";
import { MAX_HEALTH, PULSE, SHIELD_DURATION_S, stepsIn } from "./rules.ts";
import { giveSpecial } from "./step-weapons.ts";
import type { World } from "./world.ts";

/** As far as a byte counts lives. The next is 1 again: 0 is for a body that has never been anywhere. */
const MAX_LIVES = 255;

/** Puts a fighter into the arena, fresh and shielded for a moment. */
export function spawnFighter(world: World, fighter: Fighter): void {
  const spawn = chooseSpawn(world, fighter);
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
  fighter.specialCooldown = 0;
  fighter.teleportCooldown = 0;
  fighter.ammo = PULSE.clip;
  giveSpecial(fighter, "rail");
  fighter.health = MAX_HEALTH;
  fighter.armour = 0;
  fighter.overdriven = false;
  fighter.alive = true;
  fighter.shielded = true;
  fighter.spawnTick = world.tick;
  fighter.shieldTick = world.tick + stepsIn(SHIELD_DURATION_S, world.dt);
  fighter.hurtTick = 0;
  fighter.firedTick = 0;
  fighter.teleportTick = 0;
  fighter.lives = (fighter.lives % MAX_LIVES) + 1;
  world.events.push({ type: "spawn", id: fighter.id });
}

/** One of the better half of its team's spawns by distance to the nearest living enemy: safe, but not foreseeable. */
function chooseSpawn(world: World, fighter: Fighter): Place {
  const own = world.arena.spawns.filter(({ team }) => fighter.team === 0 || team === fighter.team);
  const ranked = (own.length > 0 ? own : world.arena.spawns)
    .map((spawn) => ({ spawn, distance: squaredDistanceToNearestEnemy(world, fighter, spawn) }))
    .toSorted((a, b) => b.distance - a.distance);
  const choice = ranked[Math.floor(world.random() * Math.ceil(ranked.length / 2))];
  if (!choice) throw new Error(`arena "${world.arena.name}" has no spawns`);
  return choice.spawn;
}

function squaredDistanceToNearestEnemy(world: World, fighter: Fighter, spawn: Place): number {
  let nearest = Infinity;
  for (const other of world.fighters.values()) {
    if (!other.alive || !areEnemies(fighter, other)) continue;
    nearest = Math.min(nearest, squaredDistance(other, spawn));
  }
  return nearest;
}
