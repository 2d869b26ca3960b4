import type { Client } from "@colyseus/core";

import type { Runtime } from "../../core/runtime.ts";
import { socketOf } from "./socket-of.ts";

/** An honest peer answers a close frame within a round trip. Its session is occupied until then. */
const GOODBYE_MS = 500;

/**
 * Closes a client's connection with a code and a reason, and cuts it off if the peer does not answer. The framework
 * would wait 30 s for the answer. Bytes that the kernel still holds for the peer are dropped.
 */
export function closeConnection(runtime: Runtime, client: Client, code: number, reason: string): void {
  const socket = socketOf(client);
  const deadline = runtime.setTimeout(() => socket.cutOff(), GOODBYE_MS, { background: true });
  socket.once("close", () => deadline.cancel());
  client.leave(code, reason);
}

/**
 * Closes a connection like `closeConnection`, for a peer from which nothing more may be read: neither the bytes that
 * have arrived nor later ones.
 */
export function hangUp(runtime: Runtime, client: Client, code: number, reason: string): void {
  client.ref.removeAllListeners("message");
  closeConnection(runtime, client, code, reason);
  socketOf(client).stopReading();
}
