import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { MatchState } from "@fray/shared-state/schema/match-state";

import type { Recipe } from "../audio/recipe.ts";
import type { Frame, Point, Standing } from "../connection/frame.ts";
import type { Moment } from "../hud/moment.ts";
import type { ICONS } from "../hud/parts/icons.ts";
import type { Palette } from "../settings/palettes.ts";
import type { Sparks } from "../view/effects/sparks.ts";
import type { Colors } from "../view/palette.ts";
import type { ObjectiveHappening } from "./views.ts";

/**
 * How one objective of a mode looks and sounds to a player. Each objective has a folder, and lines in `views.ts`,
 * `index.ts` and `drawings.ts`.
 */
export interface Objective<View, Happening extends { readonly type: string }, Snapshot, Sound extends string> {
  view(match: MatchState, around: ViewAround): View;
  /** The part of the state that is compared between patches. */
  snapshot(match: MatchState): Snapshot;
  /** The client events between two patches of a round. */
  compare(before: Snapshot, now: Snapshot, around: CompareAround): readonly Happening[];
  /** The announcement of an event to all players. */
  announce(happening: Happening, moment: Moment): Announcement | undefined;
  readonly sounds: Readonly<Record<Sound, Recipe>>;
  soundOf(happening: Happening, ownTeam: number): Sound;
  /** Shows the effect of an event at its place in the arena. */
  show(happening: Happening, frame: Frame, stage: Stage): void;
  /** A note on the round bar next to a team's score. */
  note(frame: Frame, team: number, standings: readonly Standing[]): Note | undefined;
  /** Text below the clock on the round bar; "" for none. */
  detail(frame: Frame): string;
  /** Draws it on the minimap. */
  mark(frame: Frame, map: MapPen): void;
}

/** Any objective, for code that handles all of them in a loop. */
export type AnyObjective<Sound extends string> = Omit<Objective<unknown, ObjectiveHappening, unknown, Sound>, "sounds">;

export interface ViewAround {
  /** Where a body is drawn; undefined when it is out of view. */
  readonly bodyOf: (id: number) => Point | undefined;
  /** Seconds from now until a tick. */
  readonly secondsUntil: (tick: number) => number;
}

export interface CompareAround {
  readonly state: ArenaState;
  /** The scores before and now. */
  readonly scores: { readonly before: readonly number[]; readonly now: readonly number[] };
  readonly nameOf: (id: number) => string;
}

export interface Announcement {
  readonly icon: keyof typeof ICONS;
  readonly text: string;
  readonly tone: "blue" | "orange" | "good" | "plain";
}

export interface Stage {
  readonly sparks: Sparks;
  readonly colors: Colors;
}

export interface Note {
  readonly note: string;
  readonly sign: keyof typeof ICONS;
}

/**
 * Draws on the minimap: `at` moves the origin to a place, sizes are CSS pixels times `density`, `scale` is pixels per
 * u.
 */
export interface MapPen {
  readonly pen: CanvasRenderingContext2D;
  readonly scale: number;
  readonly density: number;
  readonly colours: Palette;
  readonly at: (place: Point, draw: () => void) => void;
}
