import { schema, t, type SchemaType } from "@colyseus/schema";

/** The data about a player that everyone in the room receives, at any distance. */
export const RosterEntry = schema(
  {
    id: t.uint16().default(0),
    name: t.string().default(""),
    /** The guest's id, the same on every visit. It is never sent to other clients. "" for bots. */
    playerId: t.string().default("").noSync(),
    /** A number that stays the same for a person on this server, so that a page can mute them; 0 for bots. */
    person: t.uint32().default(0),
    /** Bots are always labelled. */
    bot: t.boolean().default(false),
    /** A bot of the host that fills a free place. */
    backfill: t.boolean().default(false).noSync(),
    /** False while the connection is lost and the body is held. */
    connected: t.boolean().default(true),
    /** The team of the member; 0 in a free-for-all. */
    team: t.uint8().default(0),
    /** Whether the member watches and has no body. */
    spectator: t.boolean().default(false),
    /** The count of the mode: kills, captures, time on the hill. */
    score: t.uint16().default(0),
    kills: t.uint16().default(0),
    deaths: t.uint16().default(0),
    /** Round trip in ms as the server measures it. */
    ping: t.uint16().default(0),
    /** Colour, pattern and trail of the body, see `appearance.ts`: sent once, and at every change. */
    look: t.uint16().default(0),
    /** Level from deeds; 0 while it is not known, and for bots. */
    level: t.uint8().default(0),
    /** Number of the title that deeds have earned; 0 for none. */
    title: t.uint8().default(0),
    /** The held body has been killed since the connection was lost: further deaths do not count. */
    killedAway: t.boolean().default(false).noSync(),
    /** Id of the party whose members are kept on one side. It is never sent. "" for none. */
    party: t.string().default("").noSync(),
  },
  "RosterEntry",
);
export type RosterEntry = SchemaType<typeof RosterEntry>;
