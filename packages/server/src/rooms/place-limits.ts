import { KeyedBuckets, limitKey } from "@fray/netcode/server";

import type { Joiner } from "../sessions/joiner.ts";

/** How many places one guest may hold at once: enough for a few tabs. */
const PLACES_PER_GUEST = 4;
/** Thirty people can join at once from one address, then one more every second. */
const TAKEN: ConstructorParameters<typeof KeyedBuckets>[0] = { perSecond: 1, burst: 32 };

interface Settings {
  /** How many places the people of one address may hold at once. */
  readonly placesPerAddress: number;
  /** Joins per minute from one address; 0 removes all limits by address. */
  readonly joinsPerMinute: number;
}

/**
 * Limits how many places in the rooms of a server one address and one guest may hold, and how fast an address may
 * take them. When another node has left, its people come at once, and an address may hold its places of both nodes
 * here: as many in the whole game as before.
 */
export class PlaceLimits {
  readonly #perAddress: number;
  readonly #isOff: boolean;
  readonly #taken = new KeyedBuckets(TAKEN);
  /** Key under which limits count a joiner's address, by joiner. */
  readonly #keys = new WeakMap<Joiner, string>();

  constructor({ placesPerAddress, joinsPerMinute }: Settings) {
    this.#perAddress = placesPerAddress;
    this.#isOff = joinsPerMinute === 0;
  }

  /**
   * Whether a joiner may take one more place. `held` are all places that are taken now, `nodesLeft` is how many nodes
   * have left a short time ago.
   */
  allows(joiner: Joiner, held: Iterable<Joiner>, nodesLeft = 0): boolean {
    if (this.#isOff || joiner.isOwn) return true;
    const key = this.#keyOf(joiner);
    let ofAddress = 0;
    let ofGuest = 0;
    for (const holder of held) {
      if (!holder.isOwn && this.#keyOf(holder) === key) ofAddress++;
      if (joiner.playerId !== "" && holder.playerId === joiner.playerId) ofGuest++;
    }
    return ofAddress < this.#perAddress * (1 + nodesLeft) && ofGuest < PLACES_PER_GUEST;
  }

  /** Takes a place at `now` in ms. Returns false when the same address has taken too many in a short time. */
  take(joiner: Joiner, now: number, nodesLeft = 0): boolean {
    return this.#isOff || joiner.isOwn || nodesLeft > 0 || this.#taken.take(this.#keyOf(joiner), now);
  }

  #keyOf(joiner: Joiner): string {
    let key = this.#keys.get(joiner);
    if (key === undefined) this.#keys.set(joiner, (key = limitKey(joiner.address)));
    return key;
  }
}
