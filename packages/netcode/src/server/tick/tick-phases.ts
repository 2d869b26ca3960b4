/** A loop that needs a phase within the step. */
export interface Phased {
  readonly stepMs: number;
  /** Moving average of the work per tick, in ms. */
  readonly workMs: number;
}

/** An interval within the step, as shares of it. It may extend beyond the end of the step. */
interface Stretch {
  readonly from: number;
  readonly length: number;
}

/**
 * Distributes the ticks of many loops over the step. Rooms that tick in the same millisecond wait for each other, and
 * their patches wait for all of them. Each loop keeps its phase as long as it runs, so its own ticks stay evenly
 * spaced.
 */
export class TickPhases {
  readonly #taken = new Map<Phased, number>();

  /**
   * Returns the phase of a new loop as a share of its step (0..1): where the loops of its rate leave the most time
   * before and after.
   */
  take(loop: Phased): number {
    const stretches = this.#stretchesBeside(loop);
    let best: Stretch = { from: 0, length: -Infinity };
    for (const [index, { from, length }] of stretches.entries()) {
      // The last interval is followed by the first, in the next step.
      const next = stretches[index + 1]?.from ?? (stretches[0]?.from ?? 0) + 1;
      const free = { from: from + length, length: next - from - length };
      if (free.length > best.length) best = free;
    }
    const place = stretches.length === 0 ? 0 : (best.from + best.length / 2) % 1;
    this.#taken.set(loop, place);
    return place;
  }

  /** Frees a phase. */
  leave(loop: Phased): void {
    this.#taken.delete(loop);
  }

  /** Returns when the other loops of that rate work, in order. */
  #stretchesBeside({ stepMs }: Phased): Stretch[] {
    return Array.from(this.#taken)
      .filter(([other]) => other.stepMs === stepMs)
      .map(([other, from]) => ({ from, length: other.workMs / stepMs }))
      .toSorted((a, b) => a.from - b.from);
  }
}
