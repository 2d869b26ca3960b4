import type { Place } from "@fray/shared-state/arena/place";

export interface HillView extends Place {
  readonly radius: number;
  /** Team that holds the hill; 0 for none. */
  readonly team: number;
  readonly contested: boolean;
  /** Seconds until the hill moves. */
  readonly movesIn: number;
}

/** The hill moved, or its holder changed. */
export interface HillHappening {
  readonly type: "hill";
  readonly what: "moved" | "held";
  readonly team: number;
}
