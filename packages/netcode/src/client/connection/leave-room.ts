import type { Room } from "@colyseus/sdk";

/** A server that does not answer a goodbye by now won't. */
const LEAVE_LIMIT_MS = 2000;

type Leavable = Pick<Room, "reconnection" | "connection" | "onLeave" | "onReconnect" | "leave">;

/**
 * Gives a seat back on purpose, whatever state its line is in: a line that is down is not brought up again, and one that
 * comes back all the same is left at once. Resolves when the server has let go, or after 2 s.
 */
export function leaveRoom(room: Leavable): Promise<void> {
  const { reconnection } = room;
  reconnection.enabled = false;
  reconnection.maxRetries = 0;
  return new Promise((resolve) => {
    setTimeout(resolve, LEAVE_LIMIT_MS);
    room.onLeave(() => resolve());
    room.onReconnect(() => void room.leave());
    if (room.connection.isOpen) void room.leave();
    else if (!reconnection.isReconnecting) resolve();
  });
}
