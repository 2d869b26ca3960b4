/** False claims before the peer is disconnected. One is forgiven per second. */
const MAX_LIES = 60;
const FORGIVEN_PER_S = 1;
/**
 * An honest client only estimates the server's clock. On a busy machine the estimate is some milliseconds ahead or
 * goes back a little. A larger error is not honest.
 */
const HONEST_ERROR_MS = 250;

/**
 * Checks when a client claims to have seen the world. Its hits are judged by that, so a claim may not lie in the
 * future, and claims may only go forward. A false claim has no effect and is counted.
 */
export class ViewClaims {
  /** False claims so far. */
  lies = 0;
  #latest = 0;
  #lostBefore: number | undefined;
  #guilt = 0;
  #judgedAt = 0;

  /**
   * Returns the view time to use for a `claim` of an input that is applied at `now`; all in ms, 0 for no claim.
   * `lost` is how far simulation time is behind real time. While that grows, honest estimates are ahead by as much.
   */
  judge(claim: number, now: number, lost = 0): number {
    this.#lostBefore ??= lost;
    if (claim === 0) return 0;
    // NaN is neither too late nor too early. The server would believe this claim and every later claim.
    if (!Number.isFinite(claim)) {
      this.#lie(now);
      return 0;
    }
    if (claim > now + HONEST_ERROR_MS + lost - this.#lostBefore || claim < this.#latest - HONEST_ERROR_MS)
      this.#lie(now);
    const believed = Math.min(now, Math.max(claim, this.#latest));
    this.#latest = believed;
    return believed;
  }

  /** Whether false claims have continued for so long that they are no accident. */
  get isAbuse(): boolean {
    return this.#guilt > MAX_LIES;
  }

  #lie(now: number): void {
    this.lies++;
    this.#guilt = Math.max(0, this.#guilt - ((now - this.#judgedAt) / 1000) * FORGIVEN_PER_S) + 1;
    this.#judgedAt = now;
  }
}
