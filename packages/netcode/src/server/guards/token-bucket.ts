/** How much may be spent: so much a second, and what has been saved up at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A token bucket, full at first. It reads no clock: whoever takes from it says what time it is, in ms. */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #filledAt: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#filledAt = now;
  }

  /** Whether nothing is missing that could be saved up. */
  isFull(now: number): boolean {
    const { perSecond, burst } = this.#rate;
    return this.#tokens + ((now - this.#filledAt) / 1000) * perSecond >= burst;
  }

  /** Takes `count` tokens; false, and none is taken, when there are not so many. */
  take(now: number, count = 1): boolean {
    const { perSecond, burst } = this.#rate;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / 1000) * perSecond);
    this.#filledAt = now;
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }
}
