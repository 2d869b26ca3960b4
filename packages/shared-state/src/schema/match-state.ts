import { schema, t, type SchemaType } from "@colyseus/schema";

import { position } from "../quantized.ts";

/** A team's flag. Its place is public at any distance. */
export const Flag = schema(
  {
    team: t.uint8().default(0),
    x: position().default(0),
    y: position().default(0),
    /** Id of the body that carries the flag; 0 if no body carries it. */
    carrier: t.uint16().default(0),
    /** Whether the flag is on its own stand. */
    home: t.boolean().default(true),
    /** Tick at which a flag on the ground returns home. */
    returnTick: t.uint32().default(0).noSync(),
  },
  "Flag",
);
export type Flag = SchemaType<typeof Flag>;

/** The zone of the mode hill. */
export const Hill = schema(
  {
    x: position().default(0),
    y: position().default(0),
    /** Radius of the hill in u; 0 if there is no hill. */
    radius: position().default(0),
    /** Team that holds the hill; 0 if neither team does. */
    team: t.uint8().default(0),
    /** Both teams are in the hill, so neither scores. */
    contested: t.boolean().default(false),
    /** Tick at which the hill moves to the next place. */
    moveTick: t.uint32().default(0),
  },
  "Hill",
);
export type Hill = SchemaType<typeof Hill>;

/** The state of a round. Codes are indexes in `MODES` and `PHASES`. */
export const MatchState = schema(
  {
    mode: t.uint8().default(0),
    phase: t.uint8().default(0),
    /** Counts the rounds of a room. */
    round: t.uint16().default(0),
    /** Tick at which the phase ends; 0 while it waits for players. */
    endTick: t.uint32().default(0),
    /** Score that ends the round; 0 if only time does. */
    scoreLimit: t.uint16().default(0),
    /** Scores of team 1 and team 2. */
    scores: t.array("uint16"),
    flags: t.array(Flag),
    hill: t.ref(Hill),
    /** The result of the finished round: the winning team (0 none), and the ids of the three best, best first. */
    winner: t.uint8().default(0),
    podium: t.array("uint16"),
    /** Map of the next round, set while the results are shown. */
    nextMap: t.string().default(""),
    nextMode: t.uint8().default(0),
    /** The awards of the finished round: index in `AWARDS`, id of the fighter, count, and so on. */
    awards: t.array("uint16"),
    /** What people may choose as the next round while results are shown, as indexes in `room.plans`; else empty. */
    ballot: t.array("uint16"),
    /** The votes for each of them. */
    votes: t.array("uint16"),
  },
  "MatchState",
);
export type MatchState = SchemaType<typeof MatchState>;
