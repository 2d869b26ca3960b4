import { schema, t, type SchemaType } from "@colyseus/schema";

import { MatchState } from "./match-state.ts";
import { Pickup } from "./pickup.ts";
import { Player } from "./player.ts";
import { RoomInfo } from "./room-info.ts";
import { RosterEntry } from "./roster-entry.ts";

/** What everybody in a room is told. Maps are keyed by session id. */
const common = {
  /** What the room is, and who is in charge of it. */
  room: t.ref(RoomInfo),
  /** Name of the map; its file is served at `/maps/<name>.tmj`. */
  map: t.string().default(""),
  /** The round being played, and how it stands. */
  match: t.ref(MatchState),
  /** Time the server spends on a tick in microseconds, averaged over a second. */
  tickTime: t.uint16().default(0),
  /** What the server gives up because it has too much to do: 0 nothing, else it is busy; see the server's `RELIEFS`. */
  overload: t.uint8().default(0),
  /** Everybody in the room. */
  roster: t.map(RosterEntry),
  /** What lies on the ground, in the order of the map. */
  pickups: t.array(Pickup),
};

/** Root of the synced state of an arena room. */
export const ArenaState = schema(
  {
    ...common,
    /** Bodies, each sent only to those who can see it. */
    players: t.map(Player).view(),
  },
  "ArenaState",
);

const Crowd = schema(common, "CrowdState");

/** The state of an arena room, however it is sent. */
export type ArenaState = SchemaType<typeof Crowd> & { readonly players: Map<string, Player> };

/** The state of a room of many, whose bodies travel as records: the schema does not know of them. */
export const createCrowdState = (): ArenaState => Object.assign(new Crowd(), { players: new Map<string, Player>() });
