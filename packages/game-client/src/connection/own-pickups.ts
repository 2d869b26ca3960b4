import type { Predict, PredictedEventChannel } from "@colyseus/sdk/predict";
import type { WirePickup } from "@fray/shared-state/protocol/events";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import type { Body } from "@fray/shared-state/simulation/body";
import { touchesPickup } from "@fray/shared-state/simulation/pickup";
import { MAX_HEALTH } from "@fray/shared-state/simulation/rules";

import type { Happening, PickupView } from "./frame.ts";

interface Surroundings {
  readonly state: ArenaState;
  readonly player: Player;
  readonly happenings: Happening[];
}

/**
 * Health packs as the player sees them: one that the predicted body walks over is gone at once, and lies there again
 * when the server gave it to somebody else or to nobody.
 */
export class OwnPickups {
  /** What the prediction takes, by place in the list. */
  readonly predicted: PredictedEventChannel<number>;
  readonly #around: Surroundings;

  constructor(predict: Predict, around: Surroundings) {
    this.#around = around;
    this.predicted = predict.defineEvent<number>({ onPredict: (index) => this.#show(index, true) });
  }

  /** The pack that a body touches and may take, as far as the player can know. */
  takenBy(body: Readonly<Body>): number | undefined {
    const { state, player } = this.#around;
    if (!body.alive || player.health >= MAX_HEALTH) return undefined;
    const index = state.pickups.findIndex((pickup) => pickup.available && touchesPickup(body, pickup));
    return index === -1 ? undefined : index;
  }

  /** The server gave a pack to somebody. */
  read([index, taker]: WirePickup): void {
    const mine = taker === this.#around.player.id;
    if (mine && this.predicted.confirm(index) > 0) return;
    this.predicted.reject(index);
    this.#show(index, mine);
  }

  views(): PickupView[] {
    return this.#around.state.pickups.map(({ x, y, available }, index) => ({
      x,
      y,
      available: available && !this.predicted.has(index),
    }));
  }

  #show(index: number, me: boolean): void {
    const pickup = this.#around.state.pickups[index];
    if (pickup) this.#around.happenings.push({ type: "pickup", at: { x: pickup.x, y: pickup.y }, me });
  }
}
