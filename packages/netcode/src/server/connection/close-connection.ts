import type { Client } from "@colyseus/core";
import { TLSSocket } from "node:tls";

import type { Runtime } from "../../core/runtime.ts";
import { socketOf, streamOf } from "./socket.ts";

/** An honest peer answers a close frame within a round trip. Its session is occupied until then. */
const GOODBYE_MS = 500;
/**
 * Bytes that a peer may have under way when it is told to close. Its close frame follows them. After more than this,
 * nothing is read.
 */
const MAX_DISCARDED_BYTES = 64 * 1024;

/**
 * Closes a client's connection with a code and a reason, and terminates it if the peer does not answer. The framework
 * would wait 30 s for the answer. Bytes that the kernel still holds for the peer are dropped.
 */
export function closeConnection(runtime: Runtime, client: Client, code: number, reason: string): void {
  const socket = socketOf(client);
  const deadline = runtime.setTimeout(() => cutOff(client), GOODBYE_MS, { background: true });
  socket.once("close", () => deadline.cancel());
  client.leave(code, reason);
}

/**
 * Closes a connection like `closeConnection`, for a peer from which nothing more may be read: neither the bytes that
 * have arrived nor later ones. The connection is half-closed at once, so that a client that answers is gone within a
 * round trip.
 */
export function hangUp(runtime: Runtime, client: Client, code: number, reason: string): void {
  const socket = socketOf(client);
  const stream = streamOf(client);
  socket.removeAllListeners("message");
  closeConnection(runtime, client, code, reason);
  // Without the pause, the socket would parse the arriving bytes as frames.
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
  // After a plain close, the kernel keeps trying to deliver to a peer that never reads. A TLS stream cannot be reset.
  if (stream && !(stream instanceof TLSSocket)) stream.resetAndDestroy();
  else socketOf(client).terminate();
}
