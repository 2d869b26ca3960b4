import { writeAnswer } from "../../core/polling/exchange.ts";
import type { Frame } from "../../core/polling/frames.ts";

interface Given {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** The numbered answers of one connection. Each is kept until it has arrived, so that a repeated request gets it again. */
export class AnswerLog {
  /** By the number of the request, in the order of the answers. */
  readonly #given = new Map<number, Given>();
  #next = 0;
  #bytes = 0;

  /** Bytes of the answers that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Returns the answer that a request has got. */
  of(request: number): Uint8Array | undefined {
    return this.#given.get(request)?.bytes;
  }

  /** Makes the answer to a request that has waited for `heldMs`. */
  add(request: number, heldMs: number, frames: readonly Frame[]): Uint8Array {
    const number = this.#next++;
    const bytes = writeAnswer({ number, heldMs, frames });
    this.#given.set(request, { number, bytes });
    this.#bytes += bytes.length;
    return bytes;
  }

  /** All answers with smaller numbers than `arrived` have arrived. */
  forget(arrived: number): void {
    for (const [request, { number, bytes }] of this.#given) {
      if (number >= arrived) return;
      this.#given.delete(request);
      this.#bytes -= bytes.length;
    }
  }
}
