import { FORFEIT_S, stepsIn } from "../rules.ts";
import { areEnemies, type Fighter } from "./body.ts";
import type { LiveShot } from "./shot.ts";
import type { World } from "./world.ts";

/**
 * Notes that a shot has hurt a body. Damage by the body itself or by a team mate does not replace an enemy's recent
 * damage. Otherwise a player could deny the enemy the kill by a small blast on the own body.
 */
export function noteHit(world: World, victim: Fighter, { owner, team, weapon }: LiveShot): void {
  const { tick } = world;
  const before = world.lastHits.get(victim.id);
  const byEnemy = areEnemies({ id: owner, team }, victim);
  const keeps = !byEnemy && before?.byEnemy === true && isRecent(world, before.attackTick);
  world.lastHits.set(
    victim.id,
    keeps ? { ...before, tick } : { tick, attacker: owner, weapon, attackTick: tick, byEnemy },
  );
}

/** Whether an event in tick `since` is so recent that leaving now would be an escape. */
export const isRecent = ({ tick, dt }: World, since: number): boolean => tick - since <= stepsIn(FORFEIT_S, dt);
