import { schema, t, type SchemaType } from "@colyseus/schema";

import { laterRuleFields } from "./rule-fields.ts";

/** The present state of a listed room. */
export const RoomListing = schema(
  {
    /** Name of the room; "" for a room that the server opened. */
    name: t.string().default(""),
    /** Index in `MODES`, and in `PHASES`. */
    mode: t.uint8().default(0),
    phase: t.uint8().default(0),
    map: t.string().default(""),
    /** Numbers of fighters who are people, of spectators, and of bots. Bots leave when people join. */
    people: t.uint16().default(0),
    spectators: t.uint16().default(0),
    bots: t.uint16().default(0),
    places: t.uint16().default(0),
    /** The owner has locked the room. */
    locked: t.boolean().default(false),
    hasPassword: t.boolean().default(false),
    friendlyFire: t.boolean().default(false),
    ...laterRuleFields(),
  },
  "RoomListing",
);
export type RoomListing = SchemaType<typeof RoomListing>;

/** A person in the lobby. */
export const LobbyPerson = schema(
  {
    id: t.uint16().default(0),
    name: t.string().default(""),
    /** Number by which pages know a person again, from visit to visit. It says nothing about the identity. */
    person: t.uint32().default(0),
  },
  "LobbyPerson",
);
export type LobbyPerson = SchemaType<typeof LobbyPerson>;

/** Root of the synced state of a lobby; it changes at most twice a second. */
export const LobbyState = schema(
  {
    /** The rooms, by room id. */
    rooms: t.map(RoomListing),
    /** The people in the lobby, by session id. */
    people: t.map(LobbyPerson),
  },
  "LobbyState",
);
export type LobbyState = SchemaType<typeof LobbyState>;
