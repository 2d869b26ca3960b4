import type { Frame } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import type { FrameTimes } from "../view/frame-times.ts";
import type { StandingsCache } from "./round/standings-cache.ts";

/** All that the HUD is made of in one rendered frame. */
export interface Moment {
  readonly frame: Frame;
  readonly game: Game;
  readonly standings: StandingsCache;
  /** A requestAnimationFrame timestamp in ms. */
  readonly now: number;
  /** Buttons of the input that was read for this frame. */
  readonly buttons: number;
  readonly times: PictureTimes;
}

/** How long frames took of late, whole and in this page's own code. */
export interface PictureTimes {
  readonly frameTimes: FrameTimes;
  readonly workTimes: FrameTimes;
}

/** A piece of the HUD: fed once a frame, it touches the page only where something changed. */
export interface Part {
  update(moment: Moment): void;
  dispose(): void;
}
