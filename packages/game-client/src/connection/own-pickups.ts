import type { Predict, PredictedEventChannel } from "@colyseus/sdk/predict";
import type { WirePickup } from "@fray/shared-state/protocol/events";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import { copyBody, type Body } from "@fray/shared-state/simulation/body";
import { hasUseFor, touchesPickup } from "@fray/shared-state/simulation/pickup";
import { pickupKindOf } from "@fray/shared-state/simulation/rules";

import type { Happening, PickupView } from "./frame.ts";

interface Surroundings {
  readonly state: ArenaState;
  readonly player: Player;
  readonly happenings: Happening[];
}

/**
 * What lies on the ground as the player sees them: one that the predicted body walks over is gone at once, and lies there again
 * when the server gave it to somebody else or to nobody.
 */
export class OwnPickups {
  /** What the prediction takes, by place in the list. */
  readonly predicted: PredictedEventChannel<number>;
  readonly #around: Surroundings;

  constructor(predict: Predict, around: Surroundings) {
    this.#around = around;
    this.predicted = predict.defineEvent<number>({ onPredict: (index) => this.#show(index, around.player.id) });
  }

  /** The pickup that a body touches and may take, as far as the player can know. */
  takenBy(body: Readonly<Body>): number | undefined {
    const { state, player } = this.#around;
    if (!body.alive) return undefined;
    const taker = { ...copyBody(body), health: player.health, armour: player.armour };
    const index = state.pickups.findIndex(
      (pickup) => pickup.available && touchesPickup(body, pickup) && hasUseFor(taker, pickupKindOf(pickup.kind)),
    );
    return index === -1 ? undefined : index;
  }

  /** The server gave a pack to somebody. */
  read([index, taker]: WirePickup): void {
    const mine = taker === this.#around.player.id;
    if (mine && this.predicted.confirm(index) > 0) return;
    this.predicted.reject(index);
    this.#show(index, taker);
  }

  views(): PickupView[] {
    return this.#around.state.pickups.map(({ x, y, kind, available }, index) => ({
      x,
      y,
      kind: pickupKindOf(kind),
      available: available && !this.predicted.has(index),
    }));
  }

  #show(index: number, taker: number): void {
    const { state, player, happenings } = this.#around;
    const pickup = state.pickups[index];
    if (!pickup) return;
    const { x, y, kind } = pickup;
    happenings.push({ type: "pickup", at: { x, y }, kind: pickupKindOf(kind), taker, me: taker === player.id });
  }
}
