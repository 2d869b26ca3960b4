import { schema, t, type SchemaType } from "@colyseus/schema";

import { laterRuleFields } from "./rule-fields.ts";

/** A room that anybody may find, as it is just now. */
export const RoomListing = schema(
  {
    /** "" for a room that the server opened by itself. */
    name: t.string().default(""),
    /** Places in `MODES` and `PHASES`. */
    mode: t.uint8().default(0),
    phase: t.uint8().default(0),
    map: t.string().default(""),
    /** People who fight, people who watch, and bots. Bots go as people come. */
    people: t.uint16().default(0),
    spectators: t.uint16().default(0),
    bots: t.uint16().default(0),
    places: t.uint16().default(0),
    /** Nobody else is let in: its owner wants it so. */
    locked: t.boolean().default(false),
    hasPassword: t.boolean().default(false),
    friendlyFire: t.boolean().default(false),
    ...laterRuleFields(),
  },
  "RoomListing",
);
export type RoomListing = SchemaType<typeof RoomListing>;

/** Somebody in the lobby. */
export const LobbyPerson = schema(
  {
    id: t.uint16().default(0),
    name: t.string().default(""),
  },
  "LobbyPerson",
);
export type LobbyPerson = SchemaType<typeof LobbyPerson>;

/** Root of the synced state of a lobby; it changes at most twice a second. */
export const LobbyState = schema(
  {
    /** By room id. */
    rooms: t.map(RoomListing),
    /** Keyed by session id. */
    people: t.map(LobbyPerson),
  },
  "LobbyState",
);
export type LobbyState = SchemaType<typeof LobbyState>;
