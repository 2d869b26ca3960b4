import type { Runtime, Timer } from "@fray/netcode/core";

/**
 * How long a room waits for the others after its first member has come, in ms. A player with a short connection does
 * not wait longer for one with a long connection, who is then held as after a lost connection.
 */
const WAIT_MS = 500;

interface Waiting {
  readonly runtime: Pick<Runtime, "setTimeout">;
  /** Called once, when the room goes on. */
  readonly goOn: () => void;
}

/**
 * Keeps a room still that continues a room of another node. It goes on when its members are there, so that nobody is
 * hit on the way. While nobody has come it does not go on at all: the other node may not know that this room exists,
 * and may have gone on itself.
 */
export class Standstill {
  readonly #waiting: Waiting;
  readonly #expected: Set<string>;
  #limit: Timer | undefined;
  #isOver = false;

  /** `expected` are the sessions of the clients that come at once. */
  constructor(expected: Iterable<string>, waiting: Waiting) {
    this.#expected = new Set(expected);
    this.#waiting = waiting;
  }

  /** Whether a member has come. */
  get hasBegun(): boolean {
    return this.#isOver || this.#limit !== undefined;
  }

  /** A member has come. */
  arrive(sessionId: string): void {
    this.#expected.delete(sessionId);
    if (this.#expected.size === 0) this.#end();
    else this.#limit ??= this.#waiting.runtime.setTimeout(() => this.#end(), WAIT_MS);
  }

  /** The room closes. */
  stop(): void {
    this.#isOver = true;
    this.#limit?.cancel();
  }

  #end(): void {
    if (this.#isOver) return;
    this.stop();
    this.#waiting.goOn();
  }
}
