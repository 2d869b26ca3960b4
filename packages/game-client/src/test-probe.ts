import type { ConnectionStatus, Frame, Point, Standing } from "./connection/frame.ts";
import type { NetStats } from "./connection/game-connection.ts";

/**
 * What browser tests may look at, as `window.__fray` while a game is shown: values only, nothing can be changed
 * through it. It exists in development and in the build for tests, never in the page that is shipped.
 */
export interface TestProbe {
  /** What was last drawn. */
  readonly frame: Frame | undefined;
  readonly standings: () => readonly Standing[];
  readonly status: () => ConnectionStatus;
  /** How well the line carries the game. */
  readonly stats: () => NetStats;
  /** Where a place in the world (u) is on the page, in CSS pixels: where to move the mouse to aim at it. */
  readonly toScreen: (x: number, y: number) => Point;
}

declare global {
  interface Window {
    __fray?: TestProbe | undefined;
  }
}

export function exposeTestProbe(probe: TestProbe | undefined): void {
  Object.assign(window, { __fray: probe });
}
