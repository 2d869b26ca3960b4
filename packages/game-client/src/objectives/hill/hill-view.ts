import type { Place } from "@fray/shared-state/arena/place";

export interface HillView extends Place {
  readonly radius: number;
  /** Team that holds it; 0 for nobody. */
  readonly team: number;
  readonly contested: boolean;
  /** Seconds until it moves on. */
  readonly movesIn: number;
}

/** The hill moved, or somebody else holds it. */
export interface HillHappening {
  readonly type: "hill";
  readonly what: "moved" | "held";
  readonly team: number;
}
