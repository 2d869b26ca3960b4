import { schema, t, type SchemaType } from "@colyseus/schema";

import { position } from "../quantized.ts";

/** A pickup on the ground; its state is public. */
export const Pickup = schema(
  {
    x: position().default(0),
    y: position().default(0),
    /** Code of the pickup's kind, see `PICKUP_KINDS`. */
    kind: t.uint8().default(0),
    available: t.boolean().default(true),
    returnTick: t.uint32().default(0).noSync(),
  },
  "Pickup",
);
export type Pickup = SchemaType<typeof Pickup>;
