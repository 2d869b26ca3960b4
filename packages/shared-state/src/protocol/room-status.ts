import { z } from "zod";

/** Where a server says whether a room is still open. */
export const roomStatusPath = (roomId: string): string => `/api/rooms/${encodeURIComponent(roomId)}`;

/** The answer to a client that has lost its connection to a room. */
export const RoomStatus = z.object({
  isOpen: z.boolean(),
  /** Id of the room that replaces this one. */
  movedTo: z.string().optional(),
});
export type RoomStatus = z.infer<typeof RoomStatus>;
