import type { FlagHappening, FlagView } from "./flags/flag-view.ts";
import type { HillHappening, HillView } from "./hill/hill-view.ts";

/** What is fought over, as a frame shows it. */
export interface ObjectiveViews {
  /** Empty where there are none. */
  readonly flags: readonly FlagView[];
  readonly hill: HillView | undefined;
}

/** What happened to it. */
export type ObjectiveHappening = FlagHappening | HillHappening;
