import { TokenBucket, type Rate } from "./token-bucket.ts";

/** More than that are looked through for those that are full, which need not be remembered. */
const MAX_KEPT = 10_000;

/** A token bucket for each of many keys: addresses, guests. Times in ms. */
export class KeyedBuckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes one token of that key; false when it has none. */
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
