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
  /** The clips that may be shown in place of the game; undefined where there are none. */
  readonly clips?: ShownClips | undefined;
}

/** Clips of the last seconds, which take the place of the game's picture for a moment. */
export interface ShownClips {
  /** Whether the player's last death can be shown. */
  readonly offersDeath: boolean;
  /** Whether a clip is shown now. */
  readonly isShown: boolean;
  showDeath(): void;
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
