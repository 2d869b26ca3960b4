import type { Place } from "../arena/arena.ts";
import { snapPosition } from "../quantized.ts";
import { DEFAULT_SPECIAL, MAX_HEALTH, PRIMARY, SHIELD_DURATION_S, stepsIn } from "../rules.ts";
import type { Fighter } from "./body.ts";
import { giveSpecial } from "./step-weapons.ts";
import type { World } from "./world.ts";

/** The largest count of lives that fits in a byte. The next is 1 again: 0 means that the body has never spawned. */
const MAX_LIVES = 255;

/** Spawns fighters one after the other. The place of each fighter influences the places of the later fighters. */
export function spawnFighters(world: World, fighters: readonly Fighter[]): void {
  if (fighters.length === 0) return;
  const { spawnSafety, random } = world;
  spawnSafety.begin(world.fighters);
  for (const fighter of fighters) {
    spawnAt(world, fighter, spawnSafety.choose(fighter.team, random));
    spawnSafety.add(fighter);
  }
}

/** Spawns a fighter with full health and a short shield. */
function spawnAt(world: World, fighter: Fighter, spawn: Place): void {
  world.checkpoints.delete(fighter.id);
  world.lastHits.delete(fighter.id);
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
  fighter.ammo = PRIMARY.clip;
  giveSpecial(fighter, DEFAULT_SPECIAL.name);
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
