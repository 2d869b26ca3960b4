/** If the level has to rise again within this many times the patience, it had been lowered too early. */
const RELAPSE_FACTOR = 3;

export interface Patience {
  /**
   * How long the calm must last before the level falls, in s. The time doubles, up to `maxS`, each time the level was
   * lowered too early.
   */
  readonly startS: number;
  readonly maxS: number;
}

/**
 * A level that rises at once and falls one step at a time, after a calm period. If the lower of two levels is too
 * low, it is tried less and less often.
 */
export class PatientLevel {
  readonly #patience: Patience;
  #level = 0;
  #calmSince: number | undefined;
  #loweredAt = -Infinity;
  #patienceS: number;

  constructor(patience: Patience) {
    this.#patience = patience;
    this.#patienceS = patience.startS;
  }

  get level(): number {
    return this.#level;
  }

  /** Raises the level at `now` in s. */
  raise(level: number, now: number): void {
    const { startS, maxS } = this.#patience;
    const isRelapse = now - this.#loweredAt < this.#patienceS * RELAPSE_FACTOR;
    this.#patienceS = isRelapse ? Math.min(maxS, this.#patienceS * 2) : startS;
    this.#loweredAt = -Infinity;
    this.#level = level;
    this.#calmSince = undefined;
  }

  /** Reports calm at `now` in s. Lowers the level by one when calm has lasted long enough. */
  calm(now: number): void {
    this.#calmSince ??= now;
    if (this.#level === 0 || now - this.#calmSince < this.#patienceS) return;
    this.#level--;
    this.#calmSince = now;
    this.#loweredAt = now;
  }

  /** Reports the end of the calm. */
  disturb(): void {
    this.#calmSince = undefined;
  }

  /** Lowers the level by one at once, for a reason other than calm. */
  lower(): void {
    this.#level--;
  }
}
