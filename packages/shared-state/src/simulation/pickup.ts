import type { Fighter } from "./body.ts";
import { BODY_RADIUS_U, HEALTH_PACK, MAX_HEALTH, stepsIn } from "./rules.ts";
import type { World } from "./world.ts";

/** Something on the ground that a fighter takes by walking over it. Structural: the server's are synced. */
export interface Pickup {
  readonly x: number;
  readonly y: number;
  available: boolean;
  /** Tick at which it comes back after it was taken. */
  returnTick: number;
}

/** Whether a body at (`x`, `y`) touches a pickup. */
export function touchesPickup(body: { x: number; y: number }, pickup: { x: number; y: number }): boolean {
  const reach = BODY_RADIUS_U + HEALTH_PACK.radius_u;
  const dx = body.x - pickup.x;
  const dy = body.y - pickup.y;
  return dx * dx + dy * dy <= reach * reach;
}

/** Gives each pickup to the nearest fighter who touches and needs it, and brings back those that are due. */
export function stepPickups(world: World): void {
  for (const [index, pickup] of world.pickups.entries()) {
    if (!pickup.available) {
      if (world.tick >= pickup.returnTick) pickup.available = true;
      continue;
    }
    const taker = nearestTaker(world, pickup);
    if (!taker) continue;
    pickup.available = false;
    pickup.returnTick = world.tick + stepsIn(HEALTH_PACK.respawn_s, world.dt);
    taker.health = Math.min(MAX_HEALTH, taker.health + HEALTH_PACK.heals);
    world.events.push({ type: "pickup", index, taker: taker.id });
  }
}

function nearestTaker(world: World, pickup: Pickup): Fighter | undefined {
  let nearest = Infinity;
  let taker: Fighter | undefined;
  for (const fighter of world.fighters.values()) {
    // Where a late player's body stands for the moment it may never have been.
    if (world.checkpoints.has(fighter.id)) continue;
    if (!fighter.alive || fighter.health >= MAX_HEALTH || !touchesPickup(fighter, pickup)) continue;
    const distance = (fighter.x - pickup.x) ** 2 + (fighter.y - pickup.y) ** 2;
    if (distance >= nearest) continue;
    nearest = distance;
    taker = fighter;
  }
  return taker;
}
