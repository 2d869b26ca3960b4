import type { Client } from "@colyseus/core";
import { TLSSocket } from "node:tls";

import { socketOf, streamOf } from "./socket.ts";

/** An honest peer answers a goodbye in a round trip; until it does, or is cut off, its seat is taken. */
const GOODBYE_MS = 500;
/** What a peer may have under way when it is told: its answer comes after that. Beyond it, it is not even listened to. */
const MAX_DISCARDED_BYTES = 64 * 1024;

/**
 * Closes a client's line with a code and a reason, and cuts it off should the peer ignore that: the framework would wait
 * 30 s for its answer. What the kernel still holds for it goes as well.
 */
export function closeConnection(client: Client, code: number, reason: string): void {
  const socket = socketOf(client);
  const deadline = setTimeout(() => cutOff(client), GOODBYE_MS).unref();
  socket.once("close", () => clearTimeout(deadline));
  client.leave(code, reason);
}

/**
 * The same to a peer that nothing more is to be read from: not the rest of what has arrived, and not what it goes on to send. Its
 * end of the connection is told at once, so that a client that answers is gone within a round trip.
 */
export function hangUp(client: Client, code: number, reason: string): void {
  const socket = socketOf(client);
  const stream = streamOf(client);
  socket.removeAllListeners("message");
  closeConnection(client, code, reason);
  // It would go on to take what arrives for frames.
  socket.pause();
  stream?.end();
  stream?.removeAllListeners("data");
  let discarded = 0;
  stream?.on("data", (bytes: Buffer) => {
    discarded += bytes.length;
    if (discarded > MAX_DISCARDED_BYTES) stream.pause();
  });
  stream?.resume();
}

function cutOff(client: Client): void {
  const stream = streamOf(client);
  // Merely closed, the kernel goes on trying to hand over what was sent, to a peer that never takes it. TLS can't be reset.
  if (stream && !(stream instanceof TLSSocket)) stream.resetAndDestroy();
  else socketOf(client).terminate();
}
