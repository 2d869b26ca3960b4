import type { Predict, PredictedEventChannel } from "@colyseus/sdk/predict";
import type { WirePickup } from "@fray/shared-state/protocol/events";
import { pickupKindOf } from "@fray/shared-state/rules";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import { copyBody, type Body } from "@fray/shared-state/simulation/body";
import { hasUseFor, touchesPickup } from "@fray/shared-state/simulation/pickup";

import type { ClientEvent, PickupView } from "./frame.ts";

interface Surroundings {
  readonly state: ArenaState;
  readonly selfId: number;
  readonly clientEvents: ClientEvent[];
  /** The authoritative own body; undefined for a spectator. */
  player(): Player | undefined;
}

/**
 * Pickups as the player sees them. A pickup that the predicted body touches disappears at once. It appears again when
 * the server gave it to another player or to none.
 */
export class OwnPickups {
  /** The predicted pickups, by index in the list. */
  readonly predicted: PredictedEventChannel<number>;
  readonly #around: Surroundings;
  /** Availability of each pickup after the last patch. */
  #available: readonly boolean[];
  #wasGiven = false;

  constructor(predict: Predict, around: Surroundings) {
    this.#around = around;
    this.#available = this.#readAvailable();
    this.predicted = predict.defineEvent<number>({ onPredict: (index) => this.#show(index, around.selfId) });
  }

  /** Reads a patch. `isFresh`: the patch reset all pickups, so their changes make no events. */
  receive(isFresh: boolean): void {
    const { state, clientEvents } = this.#around;
    const before = this.#available;
    this.#available = this.#readAvailable();
    if (isFresh) {
      this.predicted.clear();
      return;
    }
    const player = this.#around.player();
    for (const [index, pickup] of state.pickups.entries()) {
      if (pickup.available === before[index]) continue;
      const { x, y, kind } = pickup;
      if (pickup.available) clientEvents.push({ type: "return", at: { x, y }, kind: pickupKindOf(kind) });
      else if (player && touchesPickup(player, pickup)) this.#wasGiven = true;
    }
  }

  /**
   * Whether the server has given the own body a pickup since the last call, as far as the client can know. The
   * body's items may then differ from the prediction although the prediction was right.
   */
  takeGift(): boolean {
    const wasGiven = this.#wasGiven;
    this.#wasGiven = false;
    return wasGiven;
  }

  /** Index of the pickup that a body touches and may take, as far as the player can know. */
  takenBy(body: Readonly<Body>): number | undefined {
    const player = this.#around.player();
    if (!body.alive || !player) return undefined;
    const taker = { ...copyBody(body), health: player.health, armour: player.armour };
    const index = this.#around.state.pickups.findIndex(
      (pickup) => pickup.available && touchesPickup(body, pickup) && hasUseFor(taker, pickupKindOf(pickup.kind)),
    );
    return index === -1 ? undefined : index;
  }

  /** Reads the server's event that a player took a pickup. */
  read([index, taker]: WirePickup): void {
    const mine = taker === this.#around.selfId;
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

  #readAvailable(): boolean[] {
    return this.#around.state.pickups.map(({ available }) => available);
  }

  #show(index: number, taker: number): void {
    const { state, selfId, clientEvents } = this.#around;
    const pickup = state.pickups[index];
    if (!pickup) return;
    const { x, y, kind } = pickup;
    clientEvents.push({ type: "pickup", at: { x, y }, kind: pickupKindOf(kind), taker, me: taker === selfId });
  }
}
