import { ARMOUR_SHARE, RESPAWN_DELAY_S, stepsIn } from "../rules.ts";
import { areEnemies, type Fighter } from "./body.ts";
import { noteHit } from "./last-hit.ts";
import type { LiveShot } from "./shot.ts";
import type { World } from "./world.ts";

export interface Hit {
  readonly damage: number;
  /** Distance along the shot's path. */
  readonly distance: number;
  /** Distance in u between the victim and the place at which the shooter saw it. */
  readonly movedSinceSeen: number;
}

/** Whether a shot hits a body in its way: never its owner, and team mates only with friendly fire. */
export const canHit = ({ rules }: Pick<World, "rules">, { owner, team }: LiveShot, body: Fighter): boolean =>
  rules.friendlyFire ? body.id !== owner : areEnemies({ id: owner, team }, body);

/** Applies one shot's hit to one body: shield, armour, health, death. */
export function hitBody(
  world: World,
  shot: LiveShot,
  victim: Fighter,
  { damage, distance, movedSinceSeen }: Hit,
): void {
  const taken = victim.shielded ? 0 : hurt(victim, Math.round(damage * shot.boost));
  world.events.push({ type: "hit", shot, victim: victim.id, distance, damage: taken });
  if (taken === 0) return;
  victim.hurtTick = world.tick;
  noteHit(world, victim, shot);
  if (victim.health > 0) return;
  kill(world, victim);
  const { id, team, x, y } = victim;
  world.events.push({ type: "death", victim: id, team, killer: shot.owner, weapon: shot.weapon, movedSinceSeen, x, y });
}

/** Kills a body until its respawn. */
export function kill(world: World, victim: Fighter): void {
  world.checkpoints.delete(victim.id);
  victim.alive = false;
  victim.health = 0;
  victim.armour = 0;
  victim.shielded = false;
  victim.overdriven = false;
  victim.vx = 0;
  victim.vy = 0;
  victim.dashSteps = 0;
  victim.railCharge = 0;
  victim.respawnTick = world.tick + stepsIn(RESPAWN_DELAY_S, world.dt);
}

/** Takes damage from armour and health; returns how much was taken. */
function hurt(victim: Fighter, damage: number): number {
  const worn = Math.min(victim.armour, Math.round(damage * ARMOUR_SHARE));
  const wound = Math.min(victim.health, damage - worn);
  victim.armour -= worn;
  victim.health -= wound;
  return worn + wound;
}
