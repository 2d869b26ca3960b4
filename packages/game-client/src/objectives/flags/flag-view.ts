import type { Place } from "@fray/shared-state/arena/place";

export interface FlagView extends Place {
  readonly team: number;
  /** The flag is on its stand. */
  readonly home: boolean;
  /** Id of the carrier; 0 for none. */
  readonly carrier: number;
}

/**
 * A flag changed its carrier or place. `team` is the flag's team, `by` the player who caused it (0 when the flag
 * returned after its time limit).
 */
export interface FlagHappening {
  readonly type: "flag";
  readonly what: "taken" | "dropped" | "returned" | "captured";
  readonly team: number;
  readonly by: number;
  readonly byName: string;
  readonly at: Place;
}
