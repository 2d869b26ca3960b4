/** Writes numbers of any width, bit by bit. */
export class BitWriter {
  readonly #bytes: Uint8Array;
  /** Bits that don't fill a byte yet. The newest bit is the lowest. */
  #pending = 0;
  #pendingBits = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  reset(): void {
    this.#pending = this.#pendingBits = this.#length = 0;
  }

  /** Writes the lowest `bits` of `value`, at most 16. */
  write(value: number, bits: number): void {
    this.#pending = (this.#pending << bits) | (value & ((1 << bits) - 1));
    this.#pendingBits += bits;
    while (this.#pendingBits >= 8) {
      this.#pendingBits -= 8;
      this.#bytes[this.#length++] = this.#pending >> this.#pendingBits;
    }
    this.#pending &= (1 << this.#pendingBits) - 1;
  }

  /** Returns the written bytes and pads the last one. Read the result before the next write. */
  finish(): Uint8Array {
    if (this.#pendingBits > 0) this.write(0, 8 - this.#pendingBits);
    return this.#bytes.subarray(0, this.#length);
  }
}
