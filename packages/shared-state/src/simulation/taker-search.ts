import { squaredDistance } from "@fray/netcode/core";

import type { PickupKind } from "../rules.ts";
import type { Fighter } from "./body.ts";
import { hasUseFor, TOUCH_U, touchesPickup, type Pickup } from "./pickup.ts";
import type { World } from "./world.ts";

const TOUCH = { x: TOUCH_U, y: TOUCH_U } as const;

/**
 * Searches for the fighter that takes a pickup. One object is reused for all pickups, so that the search leaves no
 * garbage.
 */
export class TakerSearch {
  #world: World | undefined;
  #pickup: Pickup | undefined;
  #kind: PickupKind = "health";
  #taker: Fighter | undefined;

  /** Returns the nearest fighter that touches a pickup of that kind and needs it. */
  nearest(world: World, pickup: Pickup, kind: PickupKind): Fighter | undefined {
    this.#world = world;
    this.#pickup = pickup;
    this.#kind = kind;
    this.#taker = undefined;
    world.grid.queryAround(pickup, TOUCH, this.#consider);
    const taker = this.#taker;
    // Drops the references: the world may be gone before the next search.
    this.#world = this.#pickup = this.#taker = undefined;
    return taker;
  }

  readonly #consider = (fighter: Fighter): void => {
    const pickup = this.#pickup;
    if (!pickup || !touchesPickup(fighter, pickup) || !hasUseFor(fighter, this.#kind)) return;
    // A body that is moved by provisional steps takes nothing: its player may never have been there.
    if (this.#world?.checkpoints.has(fighter.id)) return;
    const nearest = this.#taker;
    if (nearest && squaredDistance(nearest, pickup) <= squaredDistance(fighter, pickup)) return;
    this.#taker = fighter;
  };
}
