import type { Runtime } from "@fray/netcode/core";

/** Questions wait for at most about this long, in ms. */
const SLICE_MS = 8;
/** After a seek the page fetches what comes next and draws it: it has the processor for itself, for so long in ms. */
const REST_MS = 150;

/** Does a small piece of work. Returns whether there is more to do. */
type Piece = () => boolean;

/** What a worker does while nothing is asked: in slices, one kind of work after the other. */
export class IdleWork {
  readonly #runtime: Runtime;
  readonly #waiting: Piece[] = [];
  #restsUntil = 0;
  #isPlanned = false;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Does a kind of work after those that wait, unless it waits already. */
  add(piece: Piece): void {
    if (!this.#waiting.includes(piece)) this.#waiting.push(piece);
    this.#plan(0);
  }

  /** Leaves the processor to the page for a moment. */
  rest(): void {
    this.#restsUntil = this.#runtime.now() + REST_MS;
  }

  #plan(ms: number): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#runtime.setTimeout(() => this.#work(), ms);
  }

  #work(): void {
    this.#isPlanned = false;
    const now = this.#runtime.now();
    if (now < this.#restsUntil) {
      this.#plan(this.#restsUntil - now);
      return;
    }
    const until = now + SLICE_MS;
    for (let [piece] = this.#waiting; piece && this.#runtime.now() < until; [piece] = this.#waiting) {
      if (!piece()) this.#waiting.shift();
    }
    if (this.#waiting.length > 0) this.#plan(0);
  }
}
