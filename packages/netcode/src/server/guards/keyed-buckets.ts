import { TokenBucket, type Rate } from "./token-bucket.ts";

/** With more buckets than this, full ones are removed: a full bucket need not be remembered. */
const MAX_KEPT = 10_000;

/** One token bucket per key, such as an address or a guest. Times are in ms. */
export class KeyedBuckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes one token of a key. Returns false when it has none. */
  take(key: string, now: number): boolean {
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      if (this.#buckets.size >= MAX_KEPT) this.#forgetFull(now);
      this.#buckets.set(key, (bucket = new TokenBucket(this.#rate, now)));
    }
    return bucket.take(now);
  }

  #forgetFull(now: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(key);
  }
}
