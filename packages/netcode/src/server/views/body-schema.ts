import type { Schema } from "@colyseus/schema";

import type { Fields, RecordedBody } from "../../core/records/field.ts";

/** A body as a part of a schema. */
export type SchemaBody<Name extends string> = Schema & RecordedBody<Name>;

/** How the bodies of a room look to a client that decodes the framework's own patches. */
export interface BodySchema<Name extends string> {
  /** The declaration from which the fields of the schema were made, see `schemaFields`. */
  readonly fields: Fields<Name>;
  /** The tag of the fields that only a body's owner receives. */
  readonly ownerView: number;
  /**
   * Creates an empty state as such a client holds it: the fields of the common part, in the same order, and after them
   * a map of bodies with a view.
   */
  readonly createState: () => Schema;
  /** Returns the map of bodies of such a state. */
  readonly bodiesIn: (state: Schema) => Map<string, SchemaBody<Name>>;
  readonly createBody: (id: number) => SchemaBody<Name>;
}
