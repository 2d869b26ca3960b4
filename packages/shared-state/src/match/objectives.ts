import { newDeedMemory, type DeedMemory } from "./deed-memory.ts";
import { plainFlag, type FlagList, type FlagState } from "./flag-state.ts";
import { newHillMemory, plainHill, type HillMemory, type HillState } from "./hill-state.ts";

/** The objectives of all modes, in the state of a round. A mode that is not played leaves its part empty. */
export interface Objectives {
  /** Both teams' flags in a mode that has flags, otherwise empty. */
  readonly flags: FlagList;
  readonly hill: HillState;
}

/** Creates objectives as plain objects. */
export const plainObjectives = (): Objectives => ({ flags: [], hill: plainHill() });

/** The private memory of the rules of modes and deeds. */
export interface ModeMemory {
  /** The flags of team 1 and team 2, in play or not: the same objects in every round. */
  readonly flags: readonly FlagState[];
  readonly hill: HillMemory;
  readonly deeds: DeedMemory;
}

export const newMemory = (): ModeMemory => ({
  flags: [plainFlag(), plainFlag()],
  hill: newHillMemory(),
  deeds: newDeedMemory(),
});
