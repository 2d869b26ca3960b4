import type { Client } from "@colyseus/core";

import { streamOf } from "./socket.ts";

/** Bytes that were given to a client's lines, one after the other, headers and all. */
export class SentBytes {
  #before = 0;
  #connection: { readonly bytesWritten: number } | undefined;

  constructor(client: Client) {
    this.follow(client);
  }

  /** Goes on counting on the client's present line. */
  follow(client: Client): void {
    this.#before = this.total;
    // It is let go of when it closes: held here, it can still be asked.
    this.#connection = streamOf(client);
  }

  get total(): number {
    return this.#before + (this.#connection?.bytesWritten ?? 0);
  }
}
