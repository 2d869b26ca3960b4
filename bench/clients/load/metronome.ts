import type { Histogram } from "hdr-histogram-js";

/**
 * Number of slots in a step. Some of the clients send in each slot, so that inputs arrive as evenly as those of
 * people.
 */
export const SLOTS = 16;

/** Calls `play` for each slot in order, once per step, on absolute deadlines. */
export class Metronome {
  readonly #slotMs: number;
  readonly #play: (slot: number) => void;
  readonly #lateness: Histogram;
  #timer: NodeJS.Timeout | undefined;
  #deadline = 0;
  #slot = 0;

  /** `lateness` records how many us late each slot was. */
  constructor(hz: number, play: (slot: number) => void, lateness: Histogram) {
    this.#slotMs = 1000 / hz / SLOTS;
    this.#play = play;
    this.#lateness = lateness;
  }

  start(): void {
    this.#deadline = performance.now();
    this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => this.#run(), Math.max(0, this.#deadline - performance.now()));
  }

  /** Runs all slots that are due. None is skipped, because the server has to receive an input for each step. */
  #run(): void {
    for (let now = performance.now(); now >= this.#deadline; now = performance.now()) {
      this.#lateness.recordValue(Math.round((now - this.#deadline) * 1000));
      this.#play(this.#slot);
      this.#slot = (this.#slot + 1) % SLOTS;
      this.#deadline += this.#slotMs;
    }
    this.#schedule();
  }
}
