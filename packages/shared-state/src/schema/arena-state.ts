import { schema, t, type SchemaType } from "@colyseus/schema";

import { MatchState } from "./match-state.ts";
import { Pickup } from "./pickup.ts";
import { Player } from "./player.ts";
import { RoomInfo } from "./room-info.ts";
import { RosterEntry } from "./roster-entry.ts";

/** The fields that all clients in a room receive. Maps are keyed by session id. */
const common = {
  /** The room's settings and its owner. */
  room: t.ref(RoomInfo),
  /** Name of the map; its file is served at `/maps/<name>.tmj`. */
  map: t.string().default(""),
  /** The state of the current round. */
  match: t.ref(MatchState),
  /** Time that the server needs for a tick in microseconds, averaged over a second. */
  tickTime: t.uint16().default(0),
  /** The server's degradation level: 0 none, otherwise it is overloaded; see `DEGRADATION_LEVELS`. */
  overload: t.uint8().default(0),
  /** Everybody in the room. */
  roster: t.map(RosterEntry),
  /** The pickups on the ground, in the order of the map. */
  pickups: t.array(Pickup),
};

/** Root of the synced state of an arena room. */
export const ArenaState = schema(
  {
    ...common,
    /** Bodies. Each is sent only to clients that can see it. */
    players: t.map(Player).view(),
  },
  "ArenaState",
);

const Crowd = schema(common, "CrowdState");

/** The state of an arena room, for both ways of sending it. */
export type ArenaState = SchemaType<typeof Crowd> & { readonly players: Map<string, Player> };

/**
 * Creates the state of a room, on the server and as a client that reads snapshot records holds it. The schema does not
 * contain the bodies.
 */
export const createCrowdState = (): ArenaState => Object.assign(new Crowd(), { players: new Map<string, Player>() });
