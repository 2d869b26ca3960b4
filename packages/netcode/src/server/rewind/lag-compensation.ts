import type { Rewind } from "@colyseus/core";
import { MapSchema, type Schema } from "@colyseus/schema";

import { PastViews, type Discontinuities, type PastViewsOptions } from "../../core/rewind/past-views.ts";

interface Place {
  readonly x: number;
  readonly y: number;
}

export interface LagCompensationOptions extends PastViewsOptions {
  /** The room's own `Rewind`: it makes clients stamp their inputs with the time at which they saw the others. */
  readonly rewind: Rewind;
}

/** The past views of a room, whose clients say when they saw the others. */
export class LagCompensation<B extends Place> extends PastViews<B> {
  constructor({ rewind, ...options }: LagCompensationOptions, discontinuitiesOf: (body: B) => Discontinuities) {
    super(options, discontinuitiesOf);
    // `Rewind` stores nothing for us. Attaching an empty collection makes clients send their view time.
    rewind.attachAll(new MapSchema<Schema>(), { fields: [], mode: "snapshot" });
  }
}
