import { matchMaker, type Client } from "@colyseus/core";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";

import type { RoomInit } from "../hosting/room-init.ts";
import { tell } from "../network/messages.ts";
import type { PeerLog } from "../peer-log.ts";
import { rememberMove } from "./moved-rooms.ts";

interface Failed {
  readonly roomId: string;
  readonly clients: Iterable<Client>;
  /** The config of the failed room, and what it hands over. */
  readonly init: RoomInit;
  readonly log: PeerLog;
}

/** Opens a room that replaces a failed room, and sends its id to all clients of the failed room. */
export async function replaceRoom({ roomId: failed, clients, init, log }: Failed): Promise<void> {
  try {
    // The room is created on this node even if the cluster would choose another, because the handover data is here.
    const { roomId } = await matchMaker.handleCreateRoom(ARENA_ROOM, init);
    for (const client of clients) tell(client, "moved", { roomId });
    await rememberMove(failed, { roomId });
  } catch (error) {
    log.write("exception", "warn", { err: error }, "no room could replace a failed one");
  }
}
