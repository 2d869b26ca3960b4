import type { Client } from "@colyseus/core";

import { socketOf } from "./socket-of.ts";
import type { Socket } from "./socket.ts";

/** Counts the bytes that were sent to a client over all its connections, with the headers of frames. */
export class SentBytes {
  #before = 0;
  #socket: Pick<Socket, "bytesWritten"> | undefined;

  constructor(client: Client) {
    this.follow(client);
  }

  /** Continues counting on the client's current connection. */
  follow(client: Client): void {
    this.#before = this.total;
    this.#socket = socketOf(client);
  }

  get total(): number {
    return this.#before + (this.#socket?.bytesWritten ?? 0);
  }
}
