import type { Frame } from "../connection/frame.ts";

/** Values of the viewer that browser tests may read as `window.__frayReplay`. */
export interface ReplayProbe {
  /** The last drawn frame. */
  readonly frame: Frame | undefined;
  /** The moment that is shown, in ticks. */
  readonly position: number;
  readonly firstTick: number;
  readonly playing: boolean;
  /** Whether `position` is sought and not shown yet. */
  readonly seeking: boolean;
}
