/** Puts numbered things that arrive in any order back into their order, beginning with number 0. */
export class InOrder<Thing> {
  /** Things that have arrived before others that precede them. */
  readonly #early = new Map<number, Thing>();
  #next = 0;

  /** Everything with a smaller number has arrived. */
  get next(): number {
    return this.#next;
  }

  /** Number of things that wait for others. */
  get waiting(): number {
    return this.#early.size;
  }

  /** Whether this number has arrived. */
  has(number: number): boolean {
    return number < this.#next || this.#early.has(number);
  }

  /** Takes a thing in, and returns what can be used now, in order. A number that has arrived before is ignored. */
  take(number: number, thing: Thing): Thing[] {
    if (!this.has(number)) this.#early.set(number, thing);
    const due: Thing[] = [];
    for (;;) {
      const next = this.#early.get(this.#next);
      if (next === undefined) return due;
      this.#early.delete(this.#next++);
      due.push(next);
    }
  }
}
