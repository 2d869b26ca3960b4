import { TokenBucket, type Rate } from "@fray/netcode/server";

/** Limits the messages of one client. It belongs to the session, so that a new connection brings no new burst. */
export class Allowance {
  readonly #buckets = new Map<string, TokenBucket>();

  /** Spends one message of kind `what` at `now` in ms. Returns false when this rate allows none. */
  spend(what: string, rate: Rate, now: number): boolean {
    let bucket = this.#buckets.get(what);
    if (!bucket) this.#buckets.set(what, (bucket = new TokenBucket(rate, now)));
    return bucket.take(now);
  }
}
