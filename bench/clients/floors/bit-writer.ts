/** Writes numbers of any width, one bit after the other. */
export class BitWriter {
  readonly #bytes: Uint8Array;
  /** Bits that do not make up a byte yet, the newest lowest. */
  #pending = 0;
  #pendingBits = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  reset(): void {
    this.#pending = this.#pendingBits = this.#length = 0;
  }

  /** The lowest `bits` of `value`, at most 16. */
  write(value: number, bits: number): void {
    this.#pending = (this.#pending << bits) | (value & ((1 << bits) - 1));
    this.#pendingBits += bits;
    while (this.#pendingBits >= 8) {
      this.#pendingBits -= 8;
      this.#bytes[this.#length++] = this.#pending >> this.#pendingBits;
    }
    this.#pending &= (1 << this.#pendingBits) - 1;
  }

  /** What was written, to be read before anything else is; the last byte is filled up. */
  finish(): Uint8Array {
    if (this.#pendingBits > 0) this.write(0, 8 - this.#pendingBits);
    return this.#bytes.subarray(0, this.#length);
  }
}
