import { z } from "zod";

import { CLOSE } from "./close-codes.ts";

/** Where a server says whether a room is still open. */
export const roomStatusPath = (roomId: string): string => `/api/rooms/${encodeURIComponent(roomId)}`;

/** The answer to a client that has lost its connection to a room. */
export const RoomStatus = z.object({
  isOpen: z.boolean(),
  /** Id of the room that replaces this one. */
  movedTo: z.string().optional(),
  /**
   * The node that runs the other room, and its public address. It is set when the session is held there for the token
   * that the client has.
   */
  node: z.object({ processId: z.string(), address: z.string() }).optional(),
});
export type RoomStatus = z.infer<typeof RoomStatus>;

/** Returns where the session of a client goes on; undefined when no server holds it for the client's token. */
export const destinationOf = ({ movedTo, node }: RoomStatus) =>
  movedTo !== undefined && node ? { roomId: movedTo, ...node } : undefined;

/** Close codes after which another server may hold the session. */
export const ENDED_HERE = [CLOSE.failedToReconnect, CLOSE.moved] as const;
