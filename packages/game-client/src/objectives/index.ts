import type { MatchState } from "@fray/shared-state/schema/match-state";

import { flags } from "./flags/flags.ts";
import { hill } from "./hill/hill.ts";
import type { AnyObjective, ViewAround } from "./objective.ts";
import type { ObjectiveHappening, ObjectiveViews } from "./views.ts";

/** Objectives by the type of their client events. */
const OBJECTIVES = { flag: flags, hill } satisfies Readonly<Record<ObjectiveHappening["type"], object>>;

export const OBJECTIVE_SOUNDS = { ...flags.sounds, ...hill.sounds };
type ObjectiveSound = keyof typeof OBJECTIVE_SOUNDS;

export const ALL_OBJECTIVES: readonly AnyObjective<ObjectiveSound>[] = Object.values(OBJECTIVES);
export const objectiveOf = ({ type }: ObjectiveHappening): AnyObjective<ObjectiveSound> => OBJECTIVES[type];
export const isObjective = (happening: { readonly type: string }): happening is ObjectiveHappening =>
  happening.type in OBJECTIVES;

/** The state of all objectives, for a frame. */
export const viewObjectives = (match: MatchState, around: ViewAround): ObjectiveViews => ({
  flags: flags.view(match, around),
  hill: hill.view(match, around),
});
