import { performance } from "node:perf_hooks";

import type { Socket } from "../connection/socket.ts";
import { createNonce } from "./nonce.ts";

/** Weight of a new round trip: steady enough to read, quick enough to notice a change of line. */
const SMOOTHING = 0.15;

/** A place in what a line was given, at which its peer is asked to say that it got there. */
interface Mark {
  readonly nonce: Buffer;
  readonly tick: number;
  /** Given to the line before it. */
  readonly sentBytes: number;
  /** Local time in ms. */
  readonly sentAt: number;
}

/**
 * How far a peer has got with what its line was given. Nothing else tells: a socket's `bufferedAmount` was 0 while a client
 * was 14.6 s behind, the kernels and whatever lies between them holding the rest.
 *
 * A mark is a WebSocket ping with a number nobody can guess. It lies in the stream behind everything sent before it, and
 * every WebSocket answers it by itself, also that of a page in the background or of a client that knows nothing of Fray.
 * So an answer proves that all before the mark has been read; a peer can only make itself look slower than it is.
 */
export class DeliveryProgress {
  readonly #socket: Pick<Socket, "on" | "ping">;
  readonly #sentBytes: () => number;
  /** Oldest first; as many as fit into the time after which a line is given up. */
  #unanswered: Mark[] = [];
  #provenBytes: number;
  #tick = 0;
  /** Ticks that the answer before this one took, and that the quickest took. */
  #last = 0;
  #quickest = Infinity;
  #roundTrip: number | undefined;

  /** `sentBytes` counts what the line has been given. */
  constructor(socket: Pick<Socket, "on" | "ping">, sentBytes: () => number) {
    this.#socket = socket;
    this.#sentBytes = sentBytes;
    this.#provenBytes = sentBytes();
    socket.on("pong", (data) => this.#receive(data));
  }

  /** Smoothed round trip in ms, with whatever waits on the way; 0 until the first answer. */
  get roundTripMs(): number {
    return Math.round(this.#roundTrip ?? 0);
  }

  /** Bytes given to the line that the peer has not proven to have read. */
  get waitingBytes(): number {
    return this.#sentBytes() - this.#provenBytes;
  }

  /**
   * Ticks by which the peer is further behind than its line takes when nothing waits on it. It is counted in ticks that
   * were run, so that nobody is to blame for a server that stood still.
   */
  get behindTicks(): number {
    const [oldest] = this.#unanswered;
    const age = Math.max(this.#last, oldest ? this.#tick - oldest.tick : 0);
    return Math.max(0, age - (this.#quickest === Infinity ? 0 : this.#quickest));
  }

  /** It is `tick` now. */
  advance(tick: number): void {
    this.#tick = tick;
  }

  /** Marks how far the line has been given things by now. */
  mark(): void {
    const nonce = createNonce();
    this.#unanswered.push({ nonce, tick: this.#tick, sentBytes: this.#sentBytes(), sentAt: performance.now() });
    this.#socket.ping(nonce);
  }

  #receive(data: Buffer): void {
    const index = this.#unanswered.findIndex(({ nonce }) => nonce.equals(data));
    const mark = this.#unanswered[index];
    if (!mark) return;
    this.#unanswered = this.#unanswered.slice(index + 1);
    this.#provenBytes = mark.sentBytes;
    this.#last = this.#tick - mark.tick;
    this.#quickest = Math.min(this.#quickest, this.#last);
    const sample = performance.now() - mark.sentAt;
    this.#roundTrip = this.#roundTrip === undefined ? sample : this.#roundTrip + (sample - this.#roundTrip) * SMOOTHING;
  }
}
