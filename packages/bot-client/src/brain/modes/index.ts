import type { Mode } from "@fray/shared-state/match/modes";

import type { SeenRound } from "../../view/view.ts";
import { ctf } from "./ctf.ts";
import { hill } from "./hill.ts";
import type { ModePlay } from "./mode-play.ts";

/** How bots play each mode. A mode that counts only kills has no entries. */
export const MODE_PLAYS: Readonly<Record<Mode, ModePlay>> = { ffa: {}, tdm: {}, ctf, hill };

/** The part of an observation that describes the objectives, and its schema. */
export const observeObjectives = (round: SeenRound) => ({
  ...ctf.observed.observe(round),
  ...hill.observed.observe(round),
});

export const OBJECTIVE_SHAPES = { ...ctf.observed.shape, ...hill.observed.shape };
