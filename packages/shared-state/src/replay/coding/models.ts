/** A chance of 1. */
export const CERTAIN = 1 << 16;
/** No bit is ever certain: even what has never been seen can be coded. */
const LEAST = 32;
const MOST = CERTAIN - LEAST;
const RATE_BITS = 14;
/** A model follows its last bits: of more than these it forgets the oldest. */
const MEMORY = 80;
/** How far a chance moves towards the bit that was seen, by the number of bits seen before. */
const RATES = Int32Array.from({ length: MEMORY }, (_, seen) => Math.round((1 << RATE_BITS) / (seen + 1.6)));

/** As many bits a model is taken to have seen of which something is known beforehand. It still learns fast. */
const KNOWN_BEFORE = 16;

/** What models expect before their first bit. */
export interface FirstModels {
  readonly chances: Uint16Array;
  /** As many bits a model is taken to have seen. */
  readonly seen: Uint8Array;
}

/** Returns `count` models. `known` has chances of a 0, of 65536; undefined where nothing is known. */
export const firstModels = (count: number, known: readonly (number | undefined)[] = []): FirstModels => ({
  chances: new Uint16Array(count).map((_, model) => known[model] ?? CERTAIN / 2),
  seen: new Uint8Array(count).map((_, model) => (known[model] === undefined ? 0 : KNOWN_BEFORE)),
});

/** What each model expects of its next bit. It learns with each bit, in whole numbers, so that all machines agree. */
export class Models {
  readonly #chances: Uint16Array;
  readonly #seen: Uint8Array;
  readonly #first: FirstModels;

  constructor(first: FirstModels) {
    this.#first = first;
    this.#chances = first.chances.slice();
    this.#seen = first.seen.slice();
  }

  /** Forgets all bits that it has seen. */
  reset(): void {
    this.#chances.set(this.#first.chances);
    this.#seen.set(this.#first.seen);
  }

  /** Returns the chance that the next bit of a model is 0, of 65536. */
  chanceOfZero(model: number): number {
    return this.#chances[model] ?? CERTAIN / 2;
  }

  learn(model: number, bit: number): void {
    const chance = this.chanceOfZero(model);
    const seen = this.#seen[model] ?? 0;
    // The products fit into 31 bits.
    const rate = RATES[seen] ?? 0;
    if (bit === 0) this.#chances[model] = chance + (((MOST - chance) * rate) >> RATE_BITS);
    else this.#chances[model] = chance - (((chance - LEAST) * rate) >> RATE_BITS);
    if (seen < MEMORY - 1) this.#seen[model] = seen + 1;
  }
}
