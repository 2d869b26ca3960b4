import { compileCopy, emptyBody, type ValuesOf } from "@fray/netcode/core";
import { BODY_FIELDS, bodyFields, type BodyFieldName } from "@fray/shared-state/schema/body-fields";

type Declared = typeof BODY_FIELDS;
type ShownName = {
  [Name in BodyFieldName]: Declared[Name]["audience"] extends "seen" | "server" ? Name : never;
}[BodyFieldName];

/** What spectators are shown of a body, and what decides whether a bush hides it. */
export type ShownBody = Pick<ValuesOf<Declared>, ShownName>;

const isShown = (name: BodyFieldName): name is ShownName => ["seen", "server"].includes(BODY_FIELDS[name].audience);
const SHOWN = bodyFields().flatMap(({ name }) => (isShown(name) ? [name] : []));
const EMPTY: Readonly<ShownBody> = emptyBody(BODY_FIELDS, SHOWN);

/** Copies all of it from one body to another. */
export const copyShown = compileCopy(SHOWN);

export const emptyShown = (): ShownBody => ({ ...EMPTY });
