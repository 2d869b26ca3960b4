/**
 * What a fighter may be praised for in a live round. The index in this list stands for the deed on the wire, so a new
 * one is added at the end. `match/deeds.ts` has the rules.
 */
export const DEEDS = [
  "firstBlood",
  "multikill",
  "streak",
  "shutdown",
  "revenge",
  "capture",
  "flagReturn",
  "flagDefence",
  "hillTaken",
  "hillDefence",
] as const;
export type DeedName = (typeof DEEDS)[number];

export interface DeedDone {
  readonly type: "deed";
  readonly deed: DeedName;
  /** Id of the fighter who did it. */
  readonly by: number;
  /** Kills of a multikill, of a streak, or of the streak that was ended; otherwise 1. */
  readonly count: number;
  /** Id of the enemy who was killed for it; 0 for none. */
  readonly victim: number;
}
