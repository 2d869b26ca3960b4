import { randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";

import type { Socket } from "./socket.ts";

const NONCE_BYTES = 4;
/** Weight of a new sample: steady enough to read, quick enough to notice a change of line. */
const SMOOTHING = 0.3;

/**
 * Measures a connection's round trip with WebSocket pings. The nonce keeps a peer from answering before it was
 * asked; it can only make itself look slower.
 */
export class RoundTrip {
  #smoothed: number | undefined;
  #pending: { nonce: Buffer; sentAt: number } | undefined;
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("pong", (data) => this.#receive(data));
  }

  /** Smoothed round trip in ms, 0 until the first answer. */
  get ms(): number {
    return Math.round(this.#smoothed ?? 0);
  }

  /** Asks once more; an answer still outstanding is given up. */
  measure(): void {
    this.#pending = { nonce: randomBytes(NONCE_BYTES), sentAt: performance.now() };
    this.#socket.ping(this.#pending.nonce);
  }

  #receive(data: Buffer): void {
    if (!this.#pending?.nonce.equals(data)) return;
    const sample = performance.now() - this.#pending.sentAt;
    this.#pending = undefined;
    this.#smoothed = this.#smoothed === undefined ? sample : this.#smoothed + (sample - this.#smoothed) * SMOOTHING;
  }
}
