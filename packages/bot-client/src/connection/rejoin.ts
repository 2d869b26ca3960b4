import { CLOSE } from "@fray/shared-state/protocol/close-codes";

import type { ArenaConnection, JoinRequest } from "./arena-connection.ts";
import { isNoSuchRoom, joinWithRetry } from "./join-with-retry.ts";

/** The server has ended, and its rooms with it. */
const ENDED_WITH_SERVER = new Set<number>([CLOSE.failedToReconnect, CLOSE.serverShutdown]);

interface Ended {
  /** The connection that was closed. */
  readonly connection: Pick<ArenaConnection, "movedTo">;
  readonly closeCode: number;
  /** As for `joinWithRetry`, in ms. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/**
 * Joins again after a connection was closed. A bot of a chosen room goes where the people of that room go: to the room
 * that replaces it, or to any other if it has ended with its server. Throws the last failure.
 */
export async function rejoin(
  request: JoinRequest,
  { connection, closeCode, patienceMs, signal }: Ended,
): Promise<ArenaConnection> {
  const roomId = request.roomId && (connection.movedTo ?? request.roomId);
  try {
    return await joinWithRetry({ ...request, roomId }, patienceMs, signal);
  } catch (error) {
    if (!isNoSuchRoom(error) || !ENDED_WITH_SERVER.has(closeCode)) throw error;
    return joinWithRetry({ ...request, roomId: undefined }, patienceMs, signal);
  }
}
