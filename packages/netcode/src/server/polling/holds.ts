import type { Reply } from "./reply.ts";

/** A request that waits for something to be said. */
export interface Hold {
  readonly number: number;
  readonly reply: Reply;
  /** When it came, in ms. */
  readonly since: number;
}

/** The requests of one connection that are not answered yet, in the order in which they came. */
export class Holds {
  readonly #holds = new Map<number, Hold>();

  get size(): number {
    return this.#holds.size;
  }

  /** When the oldest one came; undefined without any. */
  get oldestSince(): number | undefined {
    const [oldest] = this.#holds.values();
    return oldest?.since;
  }

  has(number: number): boolean {
    return this.#holds.has(number);
  }

  /** Adds a request. If it came before, the connection of the earlier one is most likely broken, and it is refused. */
  add(hold: Hold): void {
    this.#holds.get(hold.number)?.reply.refuse("repeated");
    this.#holds.set(hold.number, hold);
  }

  takeOldest(): Hold | undefined {
    const [oldest] = this.#holds.values();
    if (oldest) this.#holds.delete(oldest.number);
    return oldest;
  }
}
