import type { Client } from "@colyseus/core";

import { streamOf } from "./socket.ts";

/**
 * Runs `send` and writes everything that each client is sent by it in one system call. Separate writes of a patch and
 * its events took 2 of 13 us. Other messages of the tick join the same write.
 */
export function writeAtOnce(clients: Iterable<Client>, send: () => void): void {
  const streams = Array.from(clients, streamOf).filter((stream) => stream !== undefined);
  for (const stream of streams) stream.cork();
  try {
    send();
  } finally {
    for (const stream of streams) stream.uncork();
  }
}
