/**
 * Number of patches that are kept for clients that skip some. A client that missed more receives the full state.
 * About two seconds.
 */
const KEPT = 64;

/** The last patches of the state that every client receives, by number. */
export class CommonPatches {
  readonly #kept: { readonly patch: number; readonly bytes: Uint8Array }[] = [];
  /** Number of the newest patch that is no longer kept. */
  #lost = 0;

  /** Adds a patch. Patches come in order. A patch without changes need not be added. */
  add(patch: number, bytes: Uint8Array): void {
    this.#kept.push({ patch, bytes });
    if (this.#kept.length > KEPT) this.#lost = this.#kept.shift()?.patch ?? this.#lost;
  }

  /** Returns the patches after patch number `sent`; undefined when some of them are no longer kept. */
  since(sent: number): readonly Uint8Array[] | undefined {
    if (sent < this.#lost) return undefined;
    const { length } = this.#kept;
    let first = length;
    while (first > 0 && (this.#kept[first - 1]?.patch ?? 0) > sent) first--;
    return first === length ? NONE : this.#kept.slice(first).map(({ bytes }) => bytes);
  }
}

const NONE: readonly Uint8Array[] = [];
