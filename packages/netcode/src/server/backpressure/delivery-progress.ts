import type { Runtime } from "../../core/runtime.ts";
import type { Socket } from "../connection/socket.ts";
import { Nonces } from "./nonces.ts";

/** Weight of a new round trip in the average: steady enough to read, quick enough to show a change of network. */
const SMOOTHING = 0.15;

/** A delivery mark: a place in the stream that the peer acknowledges when it has read everything before it. */
interface Mark {
  readonly nonce: Buffer;
  readonly tick: number;
  /** Bytes that were sent before this mark. */
  readonly sentBytes: number;
  /** Local time in ms. */
  readonly sentAt: number;
}

/**
 * Measures how much of the stream a peer has read. A socket's `bufferedAmount` does not tell: it was 0 while a client
 * was 14.6 s behind, because kernels and proxies held the rest.
 *
 * A mark is a WebSocket ping with an unguessable number. It follows everything sent before it in the stream. Every
 * WebSocket implementation answers it without help, also for a page in the background and for a stock client. So an
 * answer proves that the peer has read everything before the mark. A peer can only make itself look slower than it
 * is.
 */
export class DeliveryProgress {
  readonly #socket: Pick<Socket, "on" | "ping">;
  readonly #sentBytes: () => number;
  readonly #runtime: Pick<Runtime, "now">;
  readonly #nonces: Nonces;
  /** Marks without an answer, oldest first. Their number is bounded by the time after which a connection is closed. */
  #unanswered: Mark[] = [];
  #provenBytes: number;
  #tick = 0;
  /** Ticks that the previous answer took, and that the quickest answer took. */
  #last = 0;
  #quickest = Infinity;
  #roundTrip: number | undefined;

  /** `sentBytes` returns the bytes sent on this connection. */
  constructor(
    socket: Pick<Socket, "on" | "ping">,
    sentBytes: () => number,
    runtime: Pick<Runtime, "now" | "randomBytes">,
  ) {
    this.#socket = socket;
    this.#sentBytes = sentBytes;
    this.#runtime = runtime;
    this.#nonces = new Nonces(runtime);
    this.#provenBytes = sentBytes();
    socket.on("pong", (data) => this.#receive(data));
  }

  /** Smoothed round trip in ms, including all queues on the way; 0 until the first answer. */
  get roundTripMs(): number {
    return Math.round(this.#roundTrip ?? 0);
  }

  /** Bytes sent that the peer has not acknowledged. */
  get waitingBytes(): number {
    return this.#sentBytes() - this.#provenBytes;
  }

  /**
   * Ticks by which the peer is behind, beyond the normal delay of its connection. Only ticks that ran count, so a
   * stall of the server does not make a peer look slow.
   */
  get behindTicks(): number {
    const oldest = this.#unanswered[0];
    const age = Math.max(this.#last, oldest ? this.#tick - oldest.tick : 0);
    return Math.max(0, age - (this.#quickest === Infinity ? 0 : this.#quickest));
  }

  /** Sets the current tick. */
  advance(tick: number): void {
    this.#tick = tick;
  }

  /** Sends a delivery mark. */
  mark(): void {
    const nonce = this.#nonces.next();
    this.#unanswered.push({ nonce, tick: this.#tick, sentBytes: this.#sentBytes(), sentAt: this.#runtime.now() });
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
    const sample = this.#runtime.now() - mark.sentAt;
    this.#roundTrip = this.#roundTrip === undefined ? sample : this.#roundTrip + (sample - this.#roundTrip) * SMOOTHING;
  }
}
