import type { MatchSource } from "../match-source.ts";
import { flags } from "./flags.ts";
import { hill } from "./hill.ts";
import type { ObjectiveState, ViewAround } from "./objective-state.ts";
import type { ObjectiveEvent, ObjectiveViews } from "./views.ts";

/** The states of all objectives, by the type of their client events. */
const STATES = { flag: flags, hill } satisfies Readonly<Record<ObjectiveEvent["type"], object>>;

export const OBJECTIVE_STATES: readonly ObjectiveState<unknown, ObjectiveEvent, unknown>[] = Object.values(STATES);

/** The state of all objectives, for a frame. */
export const viewObjectives = (match: MatchSource, around: ViewAround): ObjectiveViews => ({
  flags: flags.view(match, around),
  hill: hill.view(match, around),
});

export const isObjectiveEvent = (event: { readonly type: string }): event is ObjectiveEvent => event.type in STATES;
