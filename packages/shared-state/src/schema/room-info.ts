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

/** The room's settings that do not depend on the map or the mode. */
export const RoomInfo = schema(
  {
    /** Name of the room; "" for a room that the server opened. */
    name: t.string().default(""),
    /** Id of the room's owner; 0 if there is none. */
    owner: t.uint16().default(0),
    /** Whether the owner has locked the room: no further person may join. */
    locked: t.boolean().default(false),
    /** Whether the room is left out of the list. A player needs the room's id to join. */
    private: t.boolean().default(false),
    hasPassword: t.boolean().default(false),
    friendlyFire: t.boolean().default(false),
    /** Place in `CHAT_MODES`. */
    chat: t.uint8().default(0),
    /** The number of fighters up to which bots fill the room. */
    bots: t.uint8().default(0),
    /** The rounds to play, in this order and then from the start again. */
    plans: t.array(PlanEntry),
    ...laterRuleFields(),
  },
  "RoomInfo",
);
export type RoomInfo = SchemaType<typeof RoomInfo>;
