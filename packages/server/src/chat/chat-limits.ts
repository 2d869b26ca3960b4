import { KeyedBuckets, limitKey } from "@fray/netcode/server";

/** Share of a minute's lines that may be sent at once. */
const BURST_SHARE = 1 / 4;
/** Limit for one guest over all rooms. It equals the limit in a single room. */
const GUEST_LINES = { perSecond: 0.75, burst: 5 };

/** A person who says something. */
export interface Speaker {
  readonly address: string;
  /** Identity of the speaker; "" for a speaker without an identity. */
  readonly playerId: string;
}

/**
 * Limits the chat of one address and of one guest over all rooms and lobbies of a server. Neither a new identity nor
 * another room allows more lines.
 */
export class ChatLimits {
  readonly #addresses: KeyedBuckets;
  readonly #guests = new KeyedBuckets(GUEST_LINES);
  readonly #isOff: boolean;

  /** 0 lines a minute removes the limit by address. */
  constructor(linesPerMinute: number) {
    this.#isOff = linesPerMinute === 0;
    this.#addresses = new KeyedBuckets({
      perSecond: linesPerMinute / 60,
      burst: Math.max(1, Math.ceil(linesPerMinute * BURST_SHARE)),
    });
  }

  /** Spends one line at `now` in ms. Returns false when the speaker may send none. */
  spend({ address, playerId }: Speaker, now: number): boolean {
    if (playerId !== "" && !this.#guests.take(playerId, now)) return false;
    return this.#isOff || address === "" || this.#addresses.take(limitKey(address), now);
  }
}
