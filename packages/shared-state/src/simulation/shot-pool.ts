/**
 * Shots that have ended, to be used again for later shots. Events refer to them until the end of their tick, so a shot
 * is free only from the next tick on.
 */
export class ShotPool<Shot> {
  /** First the free shots, then those that have ended in this tick. Entries beyond `#count` have no meaning. */
  readonly #shots: Shot[] = [];
  /** Lists of one shot each, for the events of this tick. The first `#lent` are in use. */
  readonly #lists: Shot[][] = [];
  #lent = 0;
  #free = 0;
  #count = 0;

  /** Takes a free shot out of the pool; undefined if there is none. */
  take(): Shot | undefined {
    if (this.#free === 0) return undefined;
    const shot = this.#shots[--this.#free];
    const last = this.#shots[--this.#count];
    if (last) this.#shots[this.#free] = last;
    return shot;
  }

  /** Returns a list of one shot, which is valid until the next tick. */
  listOf(shot: Shot): Shot[] {
    const list = (this.#lists[this.#lent++] ??= []);
    list[0] = shot;
    return list;
  }

  /** Puts a shot that has ended in this tick into the pool. */
  end(shot: Shot): void {
    this.#shots[this.#count++] = shot;
  }

  /** Frees the shots and lists of the last tick, whose events nobody reads any more. */
  beginTick(): void {
    this.#lent = 0;
    this.#free = this.#count;
  }
}
