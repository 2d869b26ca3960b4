/** A loop that wants a place of its own in the step. */
export interface Phased {
  readonly stepMs: number;
  /** What a tick takes of late, in ms. */
  readonly workMs: number;
}

/** A stretch of the step, as shares of it; it may go on beyond the end. */
interface Stretch {
  readonly from: number;
  readonly length: number;
}

/**
 * Spreads the ticks of many loops over the step: rooms that tick in the same millisecond wait for each other, and what they
 * are sent waits for all of them. Each loop keeps its place as long as it runs, so its own ticks stay evenly apart.
 */
export class TickPhases {
  readonly #taken = new Map<Phased, number>();

  /** The place of one more loop, as a share of its step (0..1): where those of its rate leave most time before and after. */
  take(loop: Phased): number {
    const stretches = this.#stretchesBeside(loop);
    let best: Stretch = { from: 0, length: -Infinity };
    for (const [index, { from, length }] of stretches.entries()) {
      // The last is followed by the first, in the next step.
      const next = stretches[index + 1]?.from ?? (stretches[0]?.from ?? 0) + 1;
      const free = { from: from + length, length: next - from - length };
      if (free.length > best.length) best = free;
    }
    const place = stretches.length === 0 ? 0 : (best.from + best.length / 2) % 1;
    this.#taken.set(loop, place);
    return place;
  }

  /** Gives a place back. */
  leave(loop: Phased): void {
    this.#taken.delete(loop);
  }

  /** When the others of that rate are at work, in order. */
  #stretchesBeside({ stepMs }: Phased): Stretch[] {
    return Array.from(this.#taken)
      .filter(([other]) => other.stepMs === stepMs)
      .map(([other, from]) => ({ from, length: other.workMs / stepMs }))
      .toSorted((a, b) => a.from - b.from);
  }
}

/** Of this process, whose loops share a thread. */
export const tickPhases = new TickPhases();
