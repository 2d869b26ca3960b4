import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";

import { contextHere } from "../security/in-process.ts";

/** Has a room of this process throw in its next tick, and returns it. */
export function failRoom(roomId: string): ArenaRoom {
  const room = Array.from(contextHere().arenas).find((open) => open.roomId === roomId);
  if (!room) throw new Error("no such room");
  room.broadcastPatch = () => {
    throw new Error("a bug");
  };
  return room;
}
