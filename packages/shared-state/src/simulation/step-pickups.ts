import {
  ARMOUR_PACK,
  HEALTH_PACK,
  MAX_ARMOUR,
  MAX_HEALTH,
  OVERDRIVE,
  PICKUP_RETURN_S,
  pickupKindOf,
  PRIMARY,
  stepsIn,
  WEAPON_RULES,
  type PickupKind,
} from "../rules.ts";
import type { Fighter } from "./body.ts";
import { giveSpecial, specialOf } from "./step-weapons.ts";
import { TakerSearch } from "./taker-search.ts";
import type { World } from "./world.ts";

const search = new TakerSearch();

/**
 * Gives each pickup to the nearest fighter that touches and needs it, and respawns pickups when their time has come.
 */
export function stepPickups(world: World): void {
  let index = -1;
  for (const pickup of world.pickups) {
    index++;
    const kind = pickupKindOf(pickup.kind);
    if (!pickup.available) {
      if (world.tick < pickup.returnTick) continue;
      pickup.available = true;
      world.events.push({ type: "return", index, kind });
      continue;
    }
    const taker = search.nearest(world, pickup, kind);
    if (!taker) continue;
    pickup.available = false;
    pickup.returnTick = world.tick + stepsIn(PICKUP_RETURN_S[kind], world.dt);
    take(world, taker, kind);
    world.events.push({ type: "pickup", index, kind, taker: taker.id });
  }
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

/** Fills the clip of a fighter's primary weapon at once, and adds half of the special's rounds. */
function refill(fighter: Fighter): void {
  const { rounds } = WEAPON_RULES[specialOf(fighter)];
  fighter.ammo = PRIMARY.clip;
  fighter.reloadSteps = 0;
  fighter.specialAmmo = Math.min(rounds, fighter.specialAmmo + Math.ceil(rounds / 2));
}
