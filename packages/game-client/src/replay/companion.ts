import type { Point } from "../connection/frame.ts";
import type { TickSource } from "./replay-feed.ts";
import type { ReplayGame } from "./replay-game.ts";

/** What a companion of a replay works with. */
export interface CompanionView {
  /** The element that everything is written over. */
  readonly hud: HTMLElement;
  readonly game: ReplayGame;
  readonly source: TickSource;
  /** Duration of a tick in ms. */
  readonly stepMs: number;
  /** Stands still at a tick. */
  readonly goTo: (tick: number) => void;
}

/** Something that is shown beside a replay. */
export interface Companion {
  /** Called after each drawn frame. `toPage` converts a place in the world to the page, in CSS pixels. */
  update(toPage: (x: number, y: number) => Point): void;
  dispose(): void;
}
