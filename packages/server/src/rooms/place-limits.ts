import { KeyedBuckets, limitKey } from "@fray/netcode/server";

import type { Visitor } from "../seats/visitor.ts";

/** How many places one guest may hold at once: a few tabs. */
const PLACES_PER_GUEST = 4;
/** Thirty people come in at once from one address; after them one in a second does. */
const TAKEN: ConstructorParameters<typeof KeyedBuckets>[0] = { perSecond: 1, burst: 32 };

interface Settings {
  /** Places that people of one address may hold at once. */
  readonly placesPerAddress: number;
  /** 0 lifts all limits by address. */
  readonly joinsPerMinute: number;
}

/** How many places in the rooms of a process one address and one guest may hold, and how fast an address may take them. */
export class PlaceLimits {
  readonly #perAddress: number;
  readonly #isOff: boolean;
  readonly #taken = new KeyedBuckets(TAKEN);
  /** By visitor, what their address is limited by. */
  readonly #keys = new WeakMap<Visitor, string>();

  constructor({ placesPerAddress, joinsPerMinute }: Settings) {
    this.#perAddress = placesPerAddress;
    this.#isOff = joinsPerMinute === 0;
  }

  /** Whether somebody may hold one more place beside those that are `held` by everybody. */
  allows(visitor: Visitor, held: Iterable<Visitor>): boolean {
    if (this.#isOff || visitor.isOwn) return true;
    const key = this.#keyOf(visitor);
    let ofAddress = 0;
    let ofGuest = 0;
    for (const holder of held) {
      if (!holder.isOwn && this.#keyOf(holder) === key) ofAddress++;
      if (visitor.playerId !== "" && holder.playerId === visitor.playerId) ofGuest++;
    }
    return ofAddress < this.#perAddress && ofGuest < PLACES_PER_GUEST;
  }

  /** Takes a place at `now` in ms; false when too many were taken from the same address of late. */
  take(visitor: Visitor, now: number): boolean {
    return this.#isOff || visitor.isOwn || this.#taken.take(this.#keyOf(visitor), now);
  }

  #keyOf(visitor: Visitor): string {
    let key = this.#keys.get(visitor);
    if (key === undefined) this.#keys.set(visitor, (key = limitKey(visitor.address)));
    return key;
  }
}
