import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { RoomListing } from "@fray/shared-state/schema/lobby-state";

import type { Seat } from "./seat.ts";

/** What lobbies list of a room. */
export type Listing = Pick<
  RoomListing,
  | "name"
  | "mode"
  | "phase"
  | "map"
  | "people"
  | "spectators"
  | "bots"
  | "places"
  | "locked"
  | "hasPassword"
  | "friendlyFire"
>;

/** What a room tells the lobbies of its server, in this process or another. Plain data. */
export interface RoomReport {
  readonly roomId: string;
  /** "private" for a room that only its id leads to: it is not to be told to anybody. */
  readonly where: "room" | "private" | "lobby";
  /** Of a room that is listed. */
  readonly listing?: Listing;
  /** The people in it: their friend codes, and what they are called there. */
  readonly people: readonly (readonly [code: string, name: string])[];
}

interface Reported {
  readonly roomId: string;
  readonly state: ArenaState;
  readonly seats: Iterable<Seat>;
  readonly places: number;
}

/** An arena room as lobbies hear of it. */
export function reportOf({ roomId, state, seats, places }: Reported): RoomReport {
  const { room, match, map } = state;
  const count = { people: 0, spectators: 0, bots: 0 };
  const people: [string, string][] = [];
  for (const { roster, friendCode } of seats) {
    count[roster.spectator ? "spectators" : roster.bot ? "bots" : "people"]++;
    if (friendCode) people.push([friendCode, roster.name]);
  }
  if (room.private) return { roomId, where: "private", people };
  const { name, locked, hasPassword, friendlyFire } = room;
  const { mode, phase } = match;
  const listing = { name, mode, phase, map, ...count, places, locked, hasPassword, friendlyFire };
  return { roomId, where: "room", listing, people };
}
