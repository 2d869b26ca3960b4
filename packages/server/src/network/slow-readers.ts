import type { Client } from "@colyseus/core";
import type { Runtime } from "@fray/netcode/core";
import { closeConnection, socketOf } from "@fray/netcode/server";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";

import type { PeerLog } from "../peer-log.ts";

/** Maximum number of bytes that may wait for a slow connection: minutes of a lobby's messages. */
const MAX_WAITING_BYTES = 256 * 1024;

interface Services {
  readonly runtime: Runtime;
  readonly log: PeerLog;
}

/**
 * Closes the connections of peers that answer pings but do not read. Otherwise the server would keep all their
 * messages in memory.
 */
export function cutOffSlowReaders(clients: Iterable<Client>, onCut: () => void, { runtime, log }: Services): void {
  for (const client of clients) {
    const waiting = socketOf(client).waitingBytes;
    if (waiting <= MAX_WAITING_BYTES) continue;
    log.write("slowReader", "warn", { session: client.sessionId, waiting }, "reads too slowly");
    onCut();
    closeConnection(runtime, client, CLOSE.mayReconnect, "too far behind");
  }
}
