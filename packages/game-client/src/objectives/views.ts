import type { FlagHappening, FlagView } from "./flags/flag-view.ts";
import type { HillHappening, HillView } from "./hill/hill-view.ts";

/** The state of the objectives in a frame. */
export interface ObjectiveViews {
  /** Empty in modes without flags. */
  readonly flags: readonly FlagView[];
  readonly hill: HillView | undefined;
}

/** A client event of an objective. */
export type ObjectiveHappening = FlagHappening | HillHappening;
