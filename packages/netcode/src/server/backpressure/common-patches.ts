/** Patches kept for clients that are sent some of them late; who has missed more is sent everything. About two seconds. */
const KEPT = 64;

/** The last patches of what everybody is told, by number. */
export class CommonPatches {
  readonly #kept: { readonly patch: number; readonly bytes: Uint8Array }[] = [];
  /** Number of the newest that is not kept any more. */
  #lost = 0;

  /** Patches come in order; one in which nothing has changed need not be added. */
  add(patch: number, bytes: Uint8Array): void {
    this.#kept.push({ patch, bytes });
    if (this.#kept.length > KEPT) this.#lost = this.#kept.shift()?.patch ?? this.#lost;
  }

  /** Those that whoever has been sent patch `sent` has not been sent yet; undefined when some of them are lost. */
  since(sent: number): readonly Uint8Array[] | undefined {
    if (sent < this.#lost) return undefined;
    const { length } = this.#kept;
    let first = length;
    while (first > 0 && (this.#kept[first - 1]?.patch ?? 0) > sent) first--;
    return first === length ? NONE : this.#kept.slice(first).map(({ bytes }) => bytes);
  }
}

const NONE: readonly Uint8Array[] = [];
