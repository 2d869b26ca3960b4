import type { FlagEvent, FlagView } from "./flags.ts";
import type { HillEvent, HillView } from "./hill.ts";

/** The state of the objectives in a frame. */
export interface ObjectiveViews {
  /** The flags of all teams; empty in modes without flags. */
  readonly flags: readonly FlagView[];
  readonly hill: HillView | undefined;
}

/** A client event of an objective. */
export type ObjectiveEvent = FlagEvent | HillEvent;
