import type { Client } from "@colyseus/core";
import { closeConnection, streamOf } from "@fray/netcode/server";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";

import { logPeer } from "../peer-log.ts";

/** What may wait for a peer's line to take it: minutes of what a lobby says. */
const MAX_WAITING_BYTES = 256 * 1024;

/** Ends the lines of peers that answer but do not read: all they are sent would be kept for ever, and they with it. */
export function cutOffSlowReaders(clients: Iterable<Client>, onCut: () => void): void {
  for (const client of clients) {
    const waiting = streamOf(client)?.writableLength ?? 0;
    if (waiting <= MAX_WAITING_BYTES) continue;
    logPeer("slowReader", "warn", { session: client.sessionId, waiting }, "reads too slowly");
    onCut();
    closeConnection(client, CLOSE.mayReconnect, "too far behind");
  }
}
