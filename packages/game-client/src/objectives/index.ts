import type { ObjectiveEvent } from "../connection/objectives/views.ts";
import { flags } from "./flags/flags.ts";
import { hill } from "./hill/hill.ts";
import type { AnyObjective } from "./objective.ts";

/** Objectives by the type of their client events. */
const OBJECTIVES = { flag: flags, hill } satisfies Readonly<Record<ObjectiveEvent["type"], object>>;

export const OBJECTIVE_SOUNDS = { ...flags.sounds, ...hill.sounds };
type ObjectiveSound = keyof typeof OBJECTIVE_SOUNDS;

export const ALL_OBJECTIVES: readonly AnyObjective<ObjectiveSound>[] = Object.values(OBJECTIVES);
export const objectiveOf = ({ type }: ObjectiveEvent): AnyObjective<ObjectiveSound> => OBJECTIVES[type];
