import { KeyedBuckets, limitKey } from "@fray/netcode/server";

/** A quarter of what may be said in a minute may be said at once. */
const BURST_SHARE = 1 / 4;
/** Of one guest, whatever room they say it in: as in a single one. */
const GUEST_LINES = { perSecond: 0.75, burst: 5 };

interface Speaker {
  readonly address: string;
  /** "" for one who has no identity. */
  readonly playerId: string;
}

/**
 * How much may be said from one address and by one guest, in all the rooms and lobbies of a process: who comes in anew as
 * somebody else, or elsewhere as the same, has no more to say for it.
 */
export class ChatLimits {
  readonly #addresses: KeyedBuckets;
  readonly #guests = new KeyedBuckets(GUEST_LINES);
  readonly #isOff: boolean;

  /** With 0 lines a minute there is no limit by address. */
  constructor(linesPerMinute: number) {
    this.#isOff = linesPerMinute === 0;
    this.#addresses = new KeyedBuckets({
      perSecond: linesPerMinute / 60,
      burst: Math.max(1, Math.ceil(linesPerMinute * BURST_SHARE)),
    });
  }

  /** Whether somebody may say one more line at `now` in ms. */
  spend({ address, playerId }: Speaker, now: number): boolean {
    if (playerId !== "" && !this.#guests.take(playerId, now)) return false;
    return this.#isOff || address === "" || this.#addresses.take(limitKey(address), now);
  }
}
