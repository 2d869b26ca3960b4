import { schema, t, type SchemaType } from "@colyseus/schema";

/** What everybody in the room may know of a player, wherever they are. */
export const RosterEntry = schema(
  {
    id: t.uint16().default(0),
    name: t.string().default(""),
    /** Who it is from one visit to the next; nobody else is told. "" for bots. */
    playerId: t.string().default("").noSync(),
    /** Bots are labelled, always. */
    bot: t.boolean().default(false),
    /** A bot of the host's own, there to make up the numbers. */
    backfill: t.boolean().default(false).noSync(),
    /** False while the line is down and the body is held for the player. */
    connected: t.boolean().default(true),
    /** 0 in a free-for-all. */
    team: t.uint8().default(0),
    /** Watches and has no body. */
    spectator: t.boolean().default(false),
    /** What the mode counts: kills, captures, time on the hill. */
    score: t.uint16().default(0),
    kills: t.uint16().default(0),
    deaths: t.uint16().default(0),
    /** Round trip in ms as the server measures it. */
    ping: t.uint16().default(0),
    /** The held body has been killed since the connection was lost: further kills do not count. */
    killedAway: t.boolean().default(false).noSync(),
  },
  "RosterEntry",
);
export type RosterEntry = SchemaType<typeof RosterEntry>;
