import type { Frame, Point } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import type { FrameTimes } from "../drawing/frame-times.ts";
import type { StandingsCache } from "./round/standings-cache.ts";

/** All data that the HUD shows in one rendered frame. */
export interface Moment {
  readonly frame: Frame;
  readonly game: Game;
  readonly standings: StandingsCache;
  /** A requestAnimationFrame timestamp in ms. */
  readonly now: number;
  /** Buttons of the input that was read for this frame. */
  readonly buttons: number;
  readonly times: RecentTimes;
  /** The place in the arena that the player points at, in u; undefined while there is nothing to point with. */
  readonly pointed: Point | undefined;
}

/** Recent frame times: of whole frames, and of this page's own code in them. */
export interface RecentTimes {
  readonly frameTimes: FrameTimes;
  readonly workTimes: FrameTimes;
}

/** A part of the HUD. It is updated once a frame and touches the page only where something changed. */
export interface Part {
  update(moment: Moment): void;
  dispose(): void;
}
