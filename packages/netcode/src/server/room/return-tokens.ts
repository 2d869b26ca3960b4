import type { Client } from "@colyseus/core";

import { hasEntered } from "../connection/socket.ts";

/** Tokens that are kept for one client. Each unconfirmed return adds one. */
const MOST = 16;

const UNCONFIRMED = new WeakMap<Client, readonly string[]>();

/**
 * Returns the tokens with which a client may return, the newest first. With each connection the framework gives a
 * client a new token. Until the client has confirmed its return, the server can't know whether the answer with the new
 * token has arrived. Then the client may have the new token, or any that it was given since its last confirmed
 * connection.
 */
export function returnTokensOf(client: Client): readonly string[] {
  return (hasEntered(client) ? undefined : UNCONFIRMED.get(client)) ?? [client.reconnectionToken];
}

/** Notes that a client returns, and has its new token. `before` are those that it may have had. */
export function noteReturn(client: Client, before: readonly string[]): void {
  // A client that never confirms gets no list without an end. The oldest is what a client has that hears nothing.
  const kept = before.length < MOST ? before : [...before.slice(0, MOST - 2), ...before.slice(-1)];
  UNCONFIRMED.set(client, [client.reconnectionToken, ...kept]);
}

/** Whether a client has returned to its room at least once. */
export const hasReturned = (client: Client): boolean => UNCONFIRMED.has(client);
