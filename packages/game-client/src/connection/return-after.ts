import { CLOSE } from "@fray/shared-state/protocol/close-codes";

import type { Return } from "./frame.ts";

/** How a player returns to a room after it was closed with a code. */
export function returnAfter(code: number): Return {
  if (code === CLOSE.serverShutdown) return "restart";
  // The connection was away for too long, or the server has lost its memory in a crash. Nobody is to blame.
  if (code === CLOSE.failedToReconnect) return "again";
  if (code === CLOSE.banned || code === CLOSE.roomClosed) return "elsewhere";
  return code === CLOSE.roomFailed ? "newRoom" : "none";
}
