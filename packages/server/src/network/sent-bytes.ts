import type { Client } from "@colyseus/core";

/** The TCP socket under a WebSocket; it counts what it is given. */
interface Underlying {
  readonly bytesWritten: number;
}

/** Bytes that were given to a client's lines, one after the other, headers and all. */
export class SentBytes {
  #before = 0;
  #line: Underlying | undefined;

  constructor(client: Client) {
    this.follow(client);
  }

  /** Goes on counting on the client's present line. */
  follow(client: Client): void {
    this.#before = this.total;
    // `ws` keeps it to itself, and lets go of it when it closes: held here, it can still be asked.
    this.#line = (client.ref as unknown as { readonly _socket?: Underlying })._socket;
  }

  get total(): number {
    return this.#before + (this.#line?.bytesWritten ?? 0);
  }
}
