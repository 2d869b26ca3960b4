import { TokenBucket, type Rate } from "@fray/netcode/server";
import type { LOBBY_MESSAGES } from "@fray/shared-state/protocol/lobby";
import type { ClientMessageType } from "@fray/shared-state/protocol/messages";

/** The types of everything a client may say, wherever it is. */
export type Utterance = ClientMessageType | keyof typeof LOBBY_MESSAGES;

/** What owners do now and then. A round that begins costs the server as much as thousands of messages. */
const POWER: Rate = { perSecond: 2, burst: 10 };
const NEW_ROUND: Rate = { perSecond: 0.5, burst: 3 };

/** How often one client may say each thing, and be told that it may not. */
const RATES = {
  chat: { perSecond: 0.75, burst: 5 },
  emote: { perSecond: 0.5, burst: 3 },
  // A camera that moves says so several times a second; after a stall of the line all of it comes at once.
  look: { perSecond: 30, burst: 60 },
  follow: { perSecond: 4, burst: 8 },
  role: { perSecond: 0.5, burst: 3 },
  kick: POWER,
  ban: POWER,
  bots: POWER,
  lock: POWER,
  pass: POWER,
  play: NEW_ROUND,
  restart: NEW_ROUND,
  friends: { perSecond: 0.5, burst: 5 },
  // Who floods need not be told each time: its answers would be a flood of their own.
  notice: { perSecond: 2, burst: 10 },
} as const satisfies Record<Utterance | "notice", Rate>;

/** What a client may still say. It belongs to the seat: a new line gives nobody another burst. */
export class Allowance {
  readonly #buckets = new Map<string, TokenBucket>();

  /** Whether there was enough left at `now` (ms). */
  spend(what: keyof typeof RATES, now: number): boolean {
    let bucket = this.#buckets.get(what);
    if (!bucket) this.#buckets.set(what, (bucket = new TokenBucket(RATES[what], now)));
    return bucket.take(now);
  }
}
