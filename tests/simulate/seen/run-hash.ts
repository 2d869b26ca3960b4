const PRIME = 0x01000193;
const BASIS = 0x811c9dc5;

/** A hash over everything that happened in a run, to see whether two runs were the same. FNV-1a over 32-bit words. */
export class RunHash {
  #hash = BASIS;
  readonly #number = new Float64Array(1);
  readonly #words = new Uint32Array(this.#number.buffer);

  add(value: number | boolean): void {
    this.#number[0] = Number(value);
    for (const word of this.#words) this.#hash = Math.imul(this.#hash ^ word, PRIME) >>> 0;
  }

  addText(text: string): void {
    for (let index = 0; index < text.length; index++) this.add(text.charCodeAt(index));
  }

  get value(): number {
    return this.#hash;
  }

  toString(): string {
    return this.#hash.toString(16).padStart(8, "0");
  }
}
