import type { Histogram } from "hdr-histogram-js";

/** Parts a step is divided in: with each, some of the clients send, so that their inputs come as evenly as people's do. */
export const SLOTS = 16;

/** Calls `play` for one slot after the other, each of them once a step, on absolute deadlines. */
export class Metronome {
  readonly #slotMs: number;
  readonly #play: (slot: number) => void;
  readonly #lateness: Histogram;
  #timer: NodeJS.Timeout | undefined;
  #deadline = 0;
  #slot = 0;

  /** `lateness` takes in by how many us each slot was late. */
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

  /** Everything that is due: none is ever left out, for the server is to get an input for each step. */
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
