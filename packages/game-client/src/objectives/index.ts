import type { MatchState } from "@fray/shared-state/schema/match-state";

import { flags } from "./flags/flags.ts";
import { hill } from "./hill/hill.ts";
import type { AnyObjective, ViewAround } from "./objective.ts";
import type { ObjectiveHappening, ObjectiveViews } from "./views.ts";

/** By the type of what happens to it. */
const OBJECTIVES = { flag: flags, hill } satisfies Readonly<Record<ObjectiveHappening["type"], object>>;

export const OBJECTIVE_SOUNDS = { ...flags.sounds, ...hill.sounds };
type ObjectiveSound = keyof typeof OBJECTIVE_SOUNDS;

export const ALL_OBJECTIVES: readonly AnyObjective<ObjectiveSound>[] = Object.values(OBJECTIVES);
export const objectiveOf = ({ type }: ObjectiveHappening): AnyObjective<ObjectiveSound> => OBJECTIVES[type];
export const isObjective = (happening: { readonly type: string }): happening is ObjectiveHappening =>
  happening.type in OBJECTIVES;

/** What is fought over, as a frame shows it. */
export const viewObjectives = (match: MatchState, around: ViewAround): ObjectiveViews => ({
  flags: flags.view(match, around),
  hill: hill.view(match, around),
});
