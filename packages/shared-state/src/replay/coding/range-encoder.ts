import { ByteWriter } from "@fray/netcode/core";

import type { BitCoder } from "./bit-coder.ts";
import type { Models } from "./models.ts";

const BYTE = 256;
const WORD = 2 ** 32;
export const FULL_RANGE = WORD - 1;
/** Below this a range is too small to be divided well. */
export const LEAST_RANGE = 2 ** 24;
const WORD_BYTES = 4;
const RESERVED_BYTES = 64;

/**
 * Writes bits in nearly as little space as their models allow (range coding: G. N. N. Martin, 1979). All bits together
 * are one number below 1: each of them narrows the range in which it lies.
 */
export class RangeEncoder implements BitCoder {
  readonly #models: Models;
  readonly #writer = new ByteWriter();
  #low = 0;
  #range = FULL_RANGE;

  constructor(models: Models) {
    this.#models = models;
  }

  bit(model: number, value: number): number {
    const zeros = (this.#range >>> 16) * this.#models.chanceOfZero(model);
    this.#models.learn(model, value);
    if (value === 0) this.#range = zeros;
    else {
      this.#raise(zeros);
      this.#range -= zeros;
    }
    this.#widen();
    return value;
  }

  raw(value: number, bits: number): number {
    this.#range >>>= bits;
    this.#raise(value * this.#range);
    this.#widen();
    return value;
  }

  /** Returns the bytes of everything since the last call. */
  take(): Uint8Array {
    let count = 0;
    let value = this.#roundUp(count);
    // The shortest number in the range: what lies behind its end is read as zeros.
    while (value >= this.#low + this.#range) value = this.#roundUp(++count);
    this.#raise(value - this.#low);
    for (let left = count; left > 0; left--) this.#shift();
    const bytes = this.#writer.bytes.slice(0, this.#writer.length);
    this.#writer.clear();
    this.#low = 0;
    this.#range = FULL_RANGE;
    return bytes;
  }

  /** Returns the least number from `low` up that fits into `count` bytes. */
  #roundUp(count: number): number {
    const unit = BYTE ** (WORD_BYTES - count);
    return Math.ceil(this.#low / unit) * unit;
  }

  #raise(by: number): void {
    this.#low += by;
    if (this.#low < WORD) return;
    this.#low -= WORD;
    const { bytes } = this.#writer;
    let last = this.#writer.length - 1;
    while (bytes[last] === BYTE - 1) bytes[last--] = 0;
    bytes[last] = (bytes[last] ?? 0) + 1;
  }

  #widen(): void {
    while (this.#range < LEAST_RANGE) {
      this.#shift();
      this.#range = (this.#range << 8) >>> 0;
    }
  }

  #shift(): void {
    this.#writer.reserve(RESERVED_BYTES);
    this.#writer.uint8(this.#low >>> 24);
    this.#low = (this.#low << 8) >>> 0;
  }
}
