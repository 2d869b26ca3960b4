import type { RecordedTick } from "./recorded.ts";

/** Bodies that are kept in all ticks together: a few megabytes. */
const MOST_BODIES = 40_000;
const FEWEST_TICKS = 90;

/** Ticks of a replay without a gap. It forgets those that are far behind what is shown. */
export class TickStore {
  readonly #ticks = new Map<number, RecordedTick>();
  #first = 0;
  #last: number | undefined;

  /** The last tick that is here. */
  get last(): number | undefined {
    return this.#last;
  }

  at(tick: number): RecordedTick | undefined {
    return this.#ticks.get(tick);
  }

  /** Whether all ticks of a range are here. */
  covers(from: number, to: number): boolean {
    return this.#last !== undefined && from >= this.#first && to <= this.#last;
  }

  /** Adds ticks that follow those that are here. */
  add(ticks: readonly RecordedTick[]): void {
    for (const recorded of ticks) {
      if (this.#last === undefined) this.#first = recorded.tick;
      this.#ticks.set(recorded.tick, recorded);
      this.#last = recorded.tick;
    }
  }

  /** Forgets ticks, while `shown` is what is shown. */
  trim(shown: number): void {
    const bodies = this.at(this.#last ?? 0)?.bodies.length ?? 0;
    const kept = Math.max(FEWEST_TICKS, Math.floor(MOST_BODIES / Math.max(1, bodies)));
    while (this.#first < shown - kept) this.#ticks.delete(this.#first++);
  }

  clear(): void {
    this.#ticks.clear();
    this.#last = undefined;
  }
}
