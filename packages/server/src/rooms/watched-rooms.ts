import { matchMaker } from "@colyseus/core";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";

import type { WatchedRoom } from "../replays/live/serve-live.ts";
import type { ArenaRoom } from "./arena-room.ts";

/** More rounds than anybody chooses from. */
const MOST_LISTED = 50;

/**
 * Returns the rooms of all nodes whose present round can be watched, those with most people first. Only who has the id
 * of a private room finds it, because its link leads into it.
 */
export async function watchedRooms(roomId: string | undefined): Promise<WatchedRoom[]> {
  const found = await matchMaker.query<ArenaRoom>(
    roomId === undefined ? { name: ARENA_ROOM, private: false } : { name: ARENA_ROOM, roomId },
  );
  return found
    .flatMap(({ metadata }) =>
      metadata?.watch ? { id: metadata.watch, mode: metadata.mode, people: metadata.people } : [],
    )
    .toSorted((a, b) => b.people - a.people)
    .slice(0, MOST_LISTED);
}
