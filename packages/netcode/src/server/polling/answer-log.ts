import { writeAnswer } from "../../core/polling/exchange.ts";
import { bytesOf, type Frame } from "../../core/polling/frames.ts";
import type { StreamRecord } from "../../core/polling/records.ts";

interface Given extends StreamRecord {
  readonly heldMs: number;
  readonly bytes: number;
  /** The number of the request that it answers; undefined while only a stream has carried it. */
  request: number | undefined;
}

/** Bytes that an answer takes in memory beside its frames, roughly. */
const OWN_BYTES = 32;

/**
 * The numbered answers of one connection. Each is kept until it has arrived, so that a repeated request gets it again,
 * and a request can have what was lost with a stream.
 */
export class AnswerLog {
  /** In the order of their numbers. */
  readonly #given = new Map<number, Given>();
  readonly #byRequest = new Map<number, Given>();
  #next = 0;
  #bytes = 0;
  #unclaimed = 0;

  /** Bytes of the answers that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  get hasUnclaimed(): boolean {
    return this.#unclaimed > 0;
  }

  /** The answers that no request has carried. */
  get unclaimed(): StreamRecord[] {
    return [...this.#given.values()].filter(({ request }) => request === undefined);
  }

  /** Returns the answer that a request has got. */
  of(request: number): Uint8Array | undefined {
    const given = this.#byRequest.get(request);
    return given && writeAnswer(given);
  }

  /** Makes the answer to a request that has waited for `heldMs`. */
  add(request: number, heldMs: number, frames: readonly Frame[]): Uint8Array {
    const given = this.#give(frames, heldMs, request);
    this.#byRequest.set(request, given);
    return writeAnswer(given);
  }

  /** Notes what a stream is to carry. */
  addUnclaimed(frames: readonly Frame[]): StreamRecord {
    return this.#give(frames, 0, undefined);
  }

  /** Makes the oldest answer that no request has carried that of `request`; undefined when there is none. */
  claim(request: number): Uint8Array | undefined {
    if (this.#unclaimed === 0) return undefined;
    for (const given of this.#given.values()) {
      if (given.request !== undefined) continue;
      given.request = request;
      this.#unclaimed--;
      this.#byRequest.set(request, given);
      return writeAnswer(given);
    }
    return undefined;
  }

  /** All answers with smaller numbers than `arrived` have arrived. */
  forget(arrived: number): void {
    for (const [number, { request, bytes }] of this.#given) {
      if (number >= arrived) return;
      this.#given.delete(number);
      if (request === undefined) this.#unclaimed--;
      else this.#byRequest.delete(request);
      this.#bytes -= bytes;
    }
  }

  #give(frames: readonly Frame[], heldMs: number, request: number | undefined): Given {
    const bytes = frames.reduce((sum, frame) => sum + bytesOf(frame), OWN_BYTES);
    const given: Given = { number: this.#next++, frames, heldMs, bytes, request };
    this.#given.set(given.number, given);
    this.#bytes += bytes;
    if (request === undefined) this.#unclaimed++;
    return given;
  }
}
