import type { Runtime } from "../../core/runtime.ts";

const NONCE_BYTES = 4;
/** A connection uses two nonces per second, so it draws random bytes twice a minute. */
const NONCES_PER_DRAW = 64;

/**
 * The unguessable numbers of one connection. Random bytes are drawn in blocks: one call per number took 1.5 % of the
 * work with 1000 connections.
 */
export class Nonces {
  readonly #runtime: Pick<Runtime, "randomBytes">;
  #drawn: Uint8Array = new Uint8Array();
  #used = 0;

  constructor(runtime: Pick<Runtime, "randomBytes">) {
    this.#runtime = runtime;
  }

  next(): Buffer {
    if (this.#used === this.#drawn.length) {
      this.#drawn = this.#runtime.randomBytes(NONCES_PER_DRAW * NONCE_BYTES);
      this.#used = 0;
    }
    this.#used += NONCE_BYTES;
    return Buffer.from(this.#drawn.subarray(this.#used - NONCE_BYTES, this.#used));
  }
}
