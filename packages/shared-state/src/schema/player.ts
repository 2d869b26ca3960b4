import { schema, type Schema, type SchemaType } from "@colyseus/schema";
import { schemaFields } from "@fray/netcode/core";

import { BODY_FIELDS } from "./body-fields.ts";

/** View tag of the fields that only a body's owner receives: other players must not know them, or do not need them. */
export const OWNER_VIEW = 1;

/**
 * A body in the arena. Clients receive it only while it is inside their interest. `BODY_FIELDS` declares its fields.
 */
export const Player = schema(schemaFields(BODY_FIELDS, OWNER_VIEW), "Player");
export type Player = SchemaType<typeof Player>;

/** The fields of a body without the schema's methods, so that any object can hold them. */
export type PlayerFields = Omit<Player, keyof Schema>;
