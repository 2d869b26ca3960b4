import type { Client } from "@colyseus/core";

import { streamOf } from "./socket.ts";

/** Counts the bytes that were sent to a client over all its connections, including headers. */
export class SentBytes {
  #before = 0;
  #connection: { readonly bytesWritten: number } | undefined;

  constructor(client: Client) {
    this.follow(client);
  }

  /** Continues counting on the client's current connection. */
  follow(client: Client): void {
    this.#before = this.total;
    // The socket drops its stream when it closes. The reference here keeps the byte count readable.
    this.#connection = streamOf(client);
  }

  get total(): number {
    return this.#before + (this.#connection?.bytesWritten ?? 0);
  }
}
