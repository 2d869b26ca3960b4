/** Claims that can't be true before the peer is sent away; they trickle off one a second. */
const MAX_LIES = 60;
const FORGIVEN_PER_S = 1;
/**
 * An honest client only estimates the server's clock: on a busy machine it is some milliseconds ahead or goes back a
 * little. Beyond this it is no estimate.
 */
const HONEST_ERROR_MS = 250;

/**
 * What a client says about when it saw the world. Its hits are judged by that, so it is held to what an honest client
 * can say: nothing from the future, and time that only goes forward. What can't be true has no effect and is counted.
 */
export class ViewClaims {
  /** Claims that could not be true. */
  lies = 0;
  #latest = 0;
  #lostBefore: number | undefined;
  #guilt = 0;
  #judgedAt = 0;

  /**
   * The view time to judge by, for a `claim` made in an input that is applied at `now`; all in ms, 0 for no claim. `lost` is
   * how far simulation time has fallen behind real time: by as much as that grows, an estimate is ahead for a while.
   */
  judge(claim: number, now: number, lost = 0): number {
    this.#lostBefore ??= lost;
    if (claim === 0) return 0;
    // NaN is neither too late nor too early: it would pass for true, and everything after it.
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

  /** Whether this has gone on for so long that it is no accident. */
  get isAbuse(): boolean {
    return this.#guilt > MAX_LIES;
  }

  #lie(now: number): void {
    this.lies++;
    this.#guilt = Math.max(0, this.#guilt - ((now - this.#judgedAt) / 1000) * FORGIVEN_PER_S) + 1;
    this.#judgedAt = now;
  }
}
