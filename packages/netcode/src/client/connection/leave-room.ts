import type { Room } from "@colyseus/sdk";

import type { Runtime } from "../../core/runtime.ts";

/** How long to wait for the server's answer to a leave. */
const LEAVE_LIMIT_MS = 2000;

type Leavable = Pick<Room, "reconnection" | "connection" | "onLeave" | "onReconnect" | "leave">;

/**
 * Leaves the room for good, in any state of the connection. A lost connection is not reconnected. If a reconnection
 * still succeeds, the client leaves at once. Resolves when the server has confirmed, or after 2 s.
 */
export function leaveRoom(runtime: Runtime, room: Leavable): Promise<void> {
  const { reconnection } = room;
  reconnection.enabled = false;
  reconnection.maxRetries = 0;
  return new Promise((resolve) => {
    runtime.setTimeout(() => {
      resolve();
      // An attempt to reconnect may wait for ever for a machine that is gone, and keeps the program alive.
      room.connection.close();
    }, LEAVE_LIMIT_MS);
    room.onLeave(() => resolve());
    room.onReconnect(() => void room.leave());
    if (room.connection.isOpen) void room.leave();
    else if (!reconnection.isReconnecting) resolve();
  });
}
