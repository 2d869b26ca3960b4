import { TokenBucket, type Rate } from "@fray/netcode/server";

/** What a client may still say. It belongs to the seat: a new line gives nobody another burst. */
export class Allowance {
  readonly #buckets = new Map<string, TokenBucket>();

  /** Whether there was enough left at `now` (ms) of what is allowed at this rate. */
  spend(what: string, rate: Rate, now: number): boolean {
    let bucket = this.#buckets.get(what);
    if (!bucket) this.#buckets.set(what, (bucket = new TokenBucket(rate, now)));
    return bucket.take(now);
  }
}
