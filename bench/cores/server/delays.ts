import { build } from "hdr-histogram-js";

import { percentilesOf, type Percentiles } from "../../clients/percentiles.ts";
import { KEPT_DELAYS } from "./shared-memory.ts";

/** A clock that all threads share, in ms. `performance.now()` counts from the start of each thread. */
export const sharedNow = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Writes down how long after the start of its tick each thread has sent the last patch. Keeps the last 256 ticks. */
export class Delays {
  readonly #delays: Float64Array;
  readonly #start: number;
  #count = 0;

  constructor(delays: Float64Array, thread: number) {
    this.#delays = delays;
    this.#start = thread * KEPT_DELAYS;
  }

  /** The patches of a tick that began at `beganAt` have been sent. */
  note(beganAt: number): void {
    this.#delays[this.#start + (this.#count++ % KEPT_DELAYS)] = sharedNow() - beganAt;
  }
}

/** Returns the delays of all threads, in ms. */
export function readDelays(delays: Float64Array): Percentiles {
  const histogram = build();
  for (const delay of delays) if (delay > 0) histogram.recordValue(Math.round(delay * 1000));
  return percentilesOf(histogram, 1000);
}
