import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { TallySnapshot } from "../progress/round-tally.ts";

export type Standing = Pick<RosterEntry, "team" | "score" | "kills" | "deaths">;

/** The state of a round whose room failed, from which another room can restore it. */
export interface RoundSnapshot {
  /** Index in the rotation. */
  readonly turn: number;
  /** Time left, in s. */
  readonly secondsLeft: number;
  /** Scores of team 1 and team 2. */
  readonly teamScores: readonly number[];
  /** Scores of people, by identity. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** What people have done in the round. */
  readonly tally: TallySnapshot;
}
