import type { Place } from "@fray/shared-state/arena/place";

export interface FlagView extends Place {
  readonly team: number;
  /** On its stand. */
  readonly home: boolean;
  /** Id of who carries it; 0 for nobody. */
  readonly carrier: number;
}

/** A flag changed hands or place. `team` is whose flag it is, `by` who did it (0 when it went home by itself). */
export interface FlagHappening {
  readonly type: "flag";
  readonly what: "taken" | "dropped" | "returned" | "captured";
  readonly team: number;
  readonly by: number;
  readonly byName: string;
  readonly at: Place;
}
