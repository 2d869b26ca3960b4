import { compileCopy, emptyBody, type ValuesOf } from "@fray/netcode/core";
import { BODY_FIELDS, bodyFields, type BodyFieldName } from "@fray/shared-state/schema/body-fields";

type Declared = typeof BODY_FIELDS;
type ShownName = {
  [Name in BodyFieldName]: Declared[Name]["audience"] extends "seen" | "server" ? Name : never;
}[BodyFieldName];

/** The fields of a body that spectators receive, and the fields that decide whether a bush hides the body. */
export type ShownBody = Pick<ValuesOf<Declared>, ShownName>;

const isShown = (name: BodyFieldName): name is ShownName => ["seen", "server"].includes(BODY_FIELDS[name].audience);
const SHOWN = bodyFields().flatMap(({ name }) => (isShown(name) ? [name] : []));
const EMPTY: Readonly<ShownBody> = emptyBody(BODY_FIELDS, SHOWN);

/** Copies these fields from one body to another. */
export const copyShown = compileCopy(SHOWN);

export const emptyShown = (): ShownBody => ({ ...EMPTY });
