import { FrameError } from "@fray/netcode/core";

import type { BitCoder } from "./bit-coder.ts";
import type { Models } from "./models.ts";
import { FULL_RANGE, LEAST_RANGE } from "./range-encoder.ts";

/** The decoder is this far ahead, and the encoder leaves zeros out at the end. */
const BYTES_AHEAD = 4;

/** Reads what a `RangeEncoder` wrote. Throws a `FrameError` when there is nothing more to read. */
export class RangeDecoder implements BitCoder {
  readonly #models: Models;
  #bytes: Uint8Array = new Uint8Array();
  #next = 0;
  #code = 0;
  #range = FULL_RANGE;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Begins to read what one call of `take` returned. */
  enter(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#next = 0;
    this.#code = 0;
    this.#range = FULL_RANGE;
    for (let left = BYTES_AHEAD; left > 0; left--) this.#shift();
  }

  bit(model: number): number {
    const zeros = (this.#range >>> 16) * this.#models.chanceOfZero(model);
    const value = this.#code < zeros ? 0 : 1;
    if (value === 0) this.#range = zeros;
    else {
      this.#code -= zeros;
      this.#range -= zeros;
    }
    this.#models.learn(model, value);
    this.#widen();
    return value;
  }

  raw(_value: number, bits: number): number {
    this.#range >>>= bits;
    // Only bytes that nobody wrote lead beyond the last value.
    const value = Math.min((1 << bits) - 1, Math.floor(this.#code / this.#range));
    this.#code -= value * this.#range;
    this.#widen();
    return value;
  }

  #widen(): void {
    while (this.#range < LEAST_RANGE) {
      this.#shift();
      this.#range = (this.#range << 8) >>> 0;
    }
  }

  #shift(): void {
    if (this.#next >= this.#bytes.length + BYTES_AHEAD) throw new FrameError("a second ends too early");
    this.#code = ((this.#code << 8) | (this.#bytes[this.#next++] ?? 0)) >>> 0;
  }
}
