import type { Place } from "@fray/shared-state/arena/place";

import type { MatchSource, RoundSource } from "../match-source.ts";

/** How the state of one objective becomes the view of a frame, and its changes become client events. */
export interface ObjectiveState<View, Event extends { readonly type: string }, Snapshot> {
  view(match: MatchSource, around: ViewAround): View;
  /** The part of the state that is compared between patches. */
  snapshot(match: MatchSource): Snapshot;
  /** The client events between two patches of a round. */
  compare(before: Snapshot, now: Snapshot, around: CompareAround): readonly Event[];
}

export interface ViewAround {
  /** Where a body is drawn; undefined when it is out of view. */
  readonly bodyOf: (id: number) => Place | undefined;
  /** Seconds from now until a tick. */
  readonly secondsUntil: (tick: number) => number;
}

export interface CompareAround {
  readonly state: RoundSource;
  /** The scores before this patch and now. */
  readonly scores: { readonly before: readonly number[]; readonly now: readonly number[] };
  readonly nameOf: (id: number) => string;
}
