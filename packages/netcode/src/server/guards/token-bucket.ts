/** How many tokens a bucket gains per second, and how many it holds. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A token bucket that starts full. It reads no clock: callers pass the time in ms. */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #filledAt: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#filledAt = now;
  }

  /** Whether the bucket is full. */
  isFull(now: number): boolean {
    const { perSecond, burst } = this.#rate;
    return this.#tokens + ((now - this.#filledAt) / 1000) * perSecond >= burst;
  }

  /** Takes `count` tokens. Returns false and takes none when there are fewer. */
  take(now: number, count = 1): boolean {
    const { perSecond, burst } = this.#rate;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / 1000) * perSecond);
    this.#filledAt = now;
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }
}
