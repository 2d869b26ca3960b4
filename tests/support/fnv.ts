/** FNV-1a over bytes, as a state hash uses it. */
export class Fnv {
  value = 0x811c9dc5;
  readonly #number = new DataView(new ArrayBuffer(8));

  bytes(bytes: Uint8Array, length = bytes.length): void {
    for (let at = 0; at < length; at++) this.#add(bytes[at] ?? 0);
  }

  /** All bits of numbers. */
  numbers(...values: readonly number[]): void {
    for (const value of values) {
      this.#number.setFloat64(0, value);
      for (let at = 0; at < 8; at++) this.#add(this.#number.getUint8(at));
    }
  }

  #add(byte: number): void {
    this.value = Math.imul(this.value ^ byte, 0x01000193) >>> 0;
  }
}
