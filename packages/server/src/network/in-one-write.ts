import type { Client } from "@colyseus/core";

import { streamOf } from "./socket.ts";

/**
 * Runs `send`; what each client is sent by it leaves in one system call. A patch and the events after it, each with its
 * header, were two of 13 us, a quarter of all the work of a tick with 400 clients.
 */
export function inOneWrite(clients: Iterable<Client>, send: () => void): void {
  const streams = Array.from(clients, streamOf).filter((stream) => stream !== undefined);
  for (const stream of streams) stream.cork();
  try {
    send();
  } finally {
    for (const stream of streams) stream.uncork();
  }
}
