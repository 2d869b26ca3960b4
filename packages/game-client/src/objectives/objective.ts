import type { Frame, Point, Standing } from "../connection/frame.ts";
import type { ObjectiveEvent } from "../connection/objectives/views.ts";
import type { Colors } from "../drawing/palette.ts";
import type { Sparks } from "../drawing/sparks.ts";
import type { ICONS } from "../icons/icons.ts";
import type { Palette } from "../settings/palettes.ts";
import type { Recipe } from "../synth/recipe.ts";

/**
 * How one objective of a mode looks and sounds to a player. Each objective has a folder here, lines in `index.ts` and
 * `drawings.ts`, and the reader of its state in `connection/objectives/`.
 */
export interface Objective<Event extends { readonly type: string }, Sound extends string> {
  /** The announcement of an event to all players. */
  announce(event: Event, reader: Reader): Announcement | undefined;
  readonly sounds: Readonly<Record<Sound, Recipe>>;
  soundOf(event: Event, ownTeam: number): Sound;
  /** Shows the effect of an event at its place in the arena. */
  show(event: Event, frame: Frame, stage: Stage): void;
  /** A note on the round bar next to a team's score. */
  note(frame: Frame, team: number, standings: readonly Standing[]): Note | undefined;
  /** Text below the clock on the round bar; "" for none. */
  detail(frame: Frame): string;
  /** Draws the objective on the minimap. */
  mark(frame: Frame, map: MapPen): void;
}

/** Any objective, for code that handles all of them in a loop. */
export type AnyObjective<Sound extends string> = Omit<Objective<ObjectiveEvent, Sound>, "sounds">;

/** The player who reads an announcement. */
export interface Reader {
  /** Id of the player's body; undefined for a spectator. */
  readonly ownId: number | undefined;
  /** Team of the player; 0 for none. */
  readonly ownTeam: number;
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
