import type { Fighter } from "./body.ts";
import { squaredDistance } from "./distance.ts";
import {
  ARMOUR_PACK,
  BODY_RADIUS_U,
  HEALTH_PACK,
  MAX_ARMOUR,
  MAX_HEALTH,
  OVERDRIVE,
  PICKUP_RADIUS_U,
  PICKUP_RETURN_S,
  pickupKindOf,
  PULSE,
  SPECIALS,
  stepsIn,
  type PickupKind,
} from "./rules.ts";
import { giveSpecial, specialOf } from "./step-weapons.ts";
import type { World } from "./world.ts";

/** Something on the ground that a fighter takes by walking over it. Structural: the server's are synced. */
export interface Pickup {
  readonly x: number;
  readonly y: number;
  /** Code of its kind. */
  readonly kind: number;
  available: boolean;
  /** Tick at which it comes back after it was taken. */
  returnTick: number;
}

/** How near a body's centre has to come to the middle of a pickup. */
const TOUCH_U = BODY_RADIUS_U + PICKUP_RADIUS_U;

type Taker = Pick<Fighter, "alive" | "health" | "armour" | "ammo" | "special" | "specialAmmo">;

/** Whether a body at (`x`, `y`) touches a pickup. */
export function touchesPickup(body: { x: number; y: number }, pickup: { x: number; y: number }): boolean {
  return squaredDistance(body, pickup) <= TOUCH_U * TOUCH_U;
}

/** Whether a pickup would do a fighter any good: what it has no use for, it leaves to others. */
export function hasUseFor(fighter: Taker, kind: PickupKind): boolean {
  if (!fighter.alive) return false;
  switch (kind) {
    case "health":
      return fighter.health < MAX_HEALTH;
    case "armour":
      return fighter.armour < MAX_ARMOUR;
    case "ammo":
      return fighter.ammo < PULSE.clip || fighter.specialAmmo < SPECIALS[specialOf(fighter)].rounds;
    case "overdrive":
      return true;
    default:
      return specialOf(fighter) !== kind || fighter.specialAmmo < SPECIALS[kind].rounds;
  }
}

/** Gives each pickup to the nearest fighter who touches and needs it, and brings back those that are due. */
export function stepPickups(world: World): void {
  for (const [index, pickup] of world.pickups.entries()) {
    const kind = pickupKindOf(pickup.kind);
    if (!pickup.available) {
      if (world.tick < pickup.returnTick) continue;
      pickup.available = true;
      world.events.push({ type: "return", index, kind });
      continue;
    }
    const taker = nearestTaker(world, pickup, kind);
    if (!taker) continue;
    pickup.available = false;
    pickup.returnTick = world.tick + stepsIn(PICKUP_RETURN_S[kind], world.dt);
    take(world, taker, kind);
    world.events.push({ type: "pickup", index, kind, taker: taker.id });
  }
}

function nearestTaker(world: World, pickup: Pickup, kind: PickupKind): Fighter | undefined {
  const { x, y } = pickup;
  let nearest = Infinity;
  let taker: Fighter | undefined;
  world.grid.query(x - TOUCH_U, y - TOUCH_U, x + TOUCH_U, y + TOUCH_U, (fighter) => {
    // Where a late player's body stands for the moment it may never have been.
    if (!touchesPickup(fighter, pickup) || !hasUseFor(fighter, kind) || world.checkpoints.has(fighter.id)) return;
    const distance = squaredDistance(fighter, pickup);
    if (distance >= nearest) return;
    nearest = distance;
    taker = fighter;
  });
  return taker;
}

function take(world: World, fighter: Fighter, kind: PickupKind): void {
  switch (kind) {
    case "health":
      fighter.health = Math.min(MAX_HEALTH, fighter.health + HEALTH_PACK.heals);
      return;
    case "armour":
      fighter.armour = Math.min(MAX_ARMOUR, fighter.armour + ARMOUR_PACK.adds);
      return;
    case "ammo":
      refill(fighter);
      return;
    case "overdrive":
      fighter.overdriven = true;
      fighter.overdriveTick = world.tick + stepsIn(OVERDRIVE.duration_s, world.dt);
      return;
    default:
      giveSpecial(fighter, kind);
  }
}

/** A full clip at once, and half of the special's rounds. */
function refill(fighter: Fighter): void {
  const { rounds } = SPECIALS[specialOf(fighter)];
  fighter.ammo = PULSE.clip;
  fighter.reloadSteps = 0;
  fighter.specialAmmo = Math.min(rounds, fighter.specialAmmo + Math.ceil(rounds / 2));
}
