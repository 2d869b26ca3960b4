import type { Place } from "@fray/shared-state/arena/place";

import type { ObjectiveState } from "./objective-state.ts";

export interface HillView extends Place {
  readonly radius: number;
  /** Team that holds the hill; 0 for none. */
  readonly team: number;
  readonly contested: boolean;
  /** Seconds until the hill moves. */
  readonly movesIn: number;
}

/** The hill moved, or its holder changed. */
export interface HillEvent {
  readonly type: "hill";
  readonly what: "moved" | "held";
  readonly team: number;
}

interface Snapshot {
  readonly x: number;
  readonly y: number;
  readonly team: number;
}

export const hill: ObjectiveState<HillView | undefined, HillEvent, Snapshot> = {
  view({ hill: { x, y, radius, team, contested, moveTick } }, { secondsUntil }) {
    return radius === 0 ? undefined : { x, y, radius, team, contested, movesIn: secondsUntil(moveTick) };
  },
  snapshot: ({ hill: { x, y, team } }) => ({ x, y, team }),
  compare(before, { x, y, team }) {
    if (x !== before.x || y !== before.y) return [{ type: "hill", what: "moved", team }];
    return team !== before.team && team !== 0 ? [{ type: "hill", what: "held", team }] : [];
  },
};
