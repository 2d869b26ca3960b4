import { matchMaker } from "@colyseus/core";
import type { Mode } from "@fray/shared-state/match/modes";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";

import type { ArenaRoom } from "../../rooms/arena-room.ts";

/** More rounds than anybody chooses from. */
const MOST_LISTED = 50;

/** A room whose present round can be watched. */
export interface WatchedRoom {
  /** The id of the round: `/watch/<id>`. */
  readonly id: string;
  readonly mode: Mode;
  readonly people: number;
}

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
