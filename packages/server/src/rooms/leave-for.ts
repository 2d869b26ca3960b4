import type { Runtime } from "@fray/netcode/core";
import { closeConnection, hasEntered, socketOf } from "@fray/netcode/server";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";

import type { Placement } from "../handover/placement.ts";
import { tell } from "../network/messages.ts";
import type { Session } from "../sessions/session.ts";
import { rememberMove } from "./moved-rooms.ts";

interface Leaving {
  readonly roomId: string;
  readonly sessions: Iterable<Session>;
  readonly runtime: Runtime;
}

/** Tells all clients of a room where it goes on. They go there as soon as their connection is closed. */
export async function leaveFor(place: Placement, { roomId, sessions, runtime }: Leaving): Promise<void> {
  // Before anybody goes: who has no connection at the moment asks any node.
  const { processId, address } = place;
  const move = { roomId: place.roomId, node: { processId, address } };
  await rememberMove(roomId, move).catch(() => {});
  for (const { client, roster } of sessions) {
    if (!client) continue;
    if (roster.backfill) {
      // The other node has its own bots.
      closeConnection(runtime, client, CLOSE.roomClosed, "the room is at another server");
      continue;
    }
    // A client that is only coming back would not be sent the message. It asks any node, like one that is away.
    if (hasEntered(client)) tell(client, "moved", move);
    else socketOf(client).terminate();
  }
}
