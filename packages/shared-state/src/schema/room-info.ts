import { schema, t, type SchemaType } from "@colyseus/schema";

import { laterRuleFields } from "./rule-fields.ts";

/** A round that can be played in a room. */
export const PlanEntry = schema(
  {
    map: t.string().default(""),
    /** Place in `MODES`. */
    mode: t.uint8().default(0),
  },
  "PlanEntry",
);
export type PlanEntry = SchemaType<typeof PlanEntry>;

/** What a room is, whatever is played in it. */
export const RoomInfo = schema(
  {
    /** "" for a room that the server opened by itself. */
    name: t.string().default(""),
    /** Id of who is in charge; 0 for nobody. */
    owner: t.uint16().default(0),
    /** Nobody else is let in. */
    locked: t.boolean().default(false),
    /** Listed nowhere: who has its id is invited. */
    private: t.boolean().default(false),
    hasPassword: t.boolean().default(false),
    friendlyFire: t.boolean().default(false),
    /** Fighters that bots make up. */
    bots: t.uint8().default(0),
    /** What is played, in its order and then again. */
    plans: t.array(PlanEntry),
    ...laterRuleFields(),
  },
  "RoomInfo",
);
export type RoomInfo = SchemaType<typeof RoomInfo>;
