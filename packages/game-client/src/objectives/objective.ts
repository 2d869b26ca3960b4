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
 * What the modes that have it fight over, as a player sees and hears it. Each objective has a folder of its own, and its
 * lines in `views.ts`, `index.ts` and `drawings.ts`.
 */
export interface Objective<View, Happening extends { readonly type: string }, Snapshot, Sound extends string> {
  view(match: MatchState, around: ViewAround): View;
  /** The part of the state that is compared from patch to patch. */
  snapshot(match: MatchState): Snapshot;
  /** What has happened between two patches of a round. */
  compare(before: Snapshot, now: Snapshot, around: CompareAround): readonly Happening[];
  /** What everybody is told of it. */
  announce(happening: Happening, moment: Moment): Announcement | undefined;
  readonly sounds: Readonly<Record<Sound, Recipe>>;
  soundOf(happening: Happening, ownTeam: number): Sound;
  /** What is seen of it at its place in the arena. */
  show(happening: Happening, frame: Frame, stage: Stage): void;
  /** What the bar at the top says of a team beside its score. */
  note(frame: Frame, team: number, standings: readonly Standing[]): Note | undefined;
  /** What the bar says below the clock; "" for nothing. */
  detail(frame: Frame): string;
  /** Draws it on the minimap. */
  mark(frame: Frame, map: MapPen): void;
}

/** Any objective, for those who go through all of them. */
export type AnyObjective<Sound extends string> = Omit<Objective<unknown, ObjectiveHappening, unknown, Sound>, "sounds">;

export interface ViewAround {
  /** Where a body is drawn, when it can be seen. */
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

/** A pen over the minimap: `at` moves its origin to a place, sizes are CSS pixels times `density`, `scale` is pixels per u. */
export interface MapPen {
  readonly pen: CanvasRenderingContext2D;
  readonly scale: number;
  readonly density: number;
  readonly colours: Palette;
  readonly at: (place: Point, draw: () => void) => void;
}
