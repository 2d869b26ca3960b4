import { plainFlag, type FlagList, type FlagState } from "./flag-state.ts";
import { newHillMemory, plainHill, type HillMemory, type HillState } from "./hill-state.ts";

/** What modes fight over, in the state of a round. A mode that is not played leaves its own empty. */
export interface Objectives {
  /** Both teams' in a mode that has flags, else none. */
  readonly flags: FlagList;
  readonly hill: HillState;
}

/** Objectives as plain objects. */
export const plainObjectives = (): Objectives => ({ flags: [], hill: plainHill() });

/** What the rules of a mode keep to themselves. */
export interface ModeMemory {
  /** The flags of team 1 and team 2, in play or not: the same ones in every round. */
  readonly flags: readonly FlagState[];
  readonly hill: HillMemory;
}

export const newMemory = (): ModeMemory => ({ flags: [plainFlag(), plainFlag()], hill: newHillMemory() });
