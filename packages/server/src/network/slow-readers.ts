import type { Client } from "@colyseus/core";
import { closeConnection, streamOf } from "@fray/netcode/server";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";

import { logPeer } from "../peer-log.ts";

/** Maximum number of bytes that may wait for a slow connection: minutes of a lobby's messages. */
const MAX_WAITING_BYTES = 256 * 1024;

/**
 * Closes the connections of peers that answer pings but do not read. Otherwise the server would keep all their
 * messages in memory.
 */
export function cutOffSlowReaders(clients: Iterable<Client>, onCut: () => void): void {
  for (const client of clients) {
    const waiting = streamOf(client)?.writableLength ?? 0;
    if (waiting <= MAX_WAITING_BYTES) continue;
    logPeer("slowReader", "warn", { session: client.sessionId, waiting }, "reads too slowly");
    onCut();
    closeConnection(client, CLOSE.mayReconnect, "too far behind");
  }
}
