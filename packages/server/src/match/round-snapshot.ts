import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

export type Standing = Pick<RosterEntry, "team" | "score" | "kills" | "deaths">;

/** What is left of a round whose room failed: enough to go on with it in another. */
export interface RoundSnapshot {
  /** Its place in the rotation. */
  readonly turn: number;
  /** Time in s that was left of it. */
  readonly secondsLeft: number;
  /** Of team 1 and team 2. */
  readonly teamScores: readonly number[];
  /** How people stood, by identity. */
  readonly standings: ReadonlyMap<string, Standing>;
}
