import type { ConnectionStatus, Frame, Point, Standing } from "./connection/frame.ts";
import type { NetStats } from "./connection/game-connection.ts";
import type { ReplayProbe } from "./replay/replay-probe.ts";

/**
 * Values that browser tests may read as `window.__fray` while a game is shown. Nothing can be changed through it. It
 * exists in development and in the build for tests, never in the shipped page.
 */
export interface TestProbe {
  /** The last drawn frame. */
  readonly frame: Frame | undefined;
  readonly standings: () => readonly Standing[];
  readonly status: () => ConnectionStatus;
  /** Measurements of the connection and the netcode. */
  readonly stats: () => NetStats;
  /** Converts a place in the world (u) to the page, in CSS pixels: a mouse there aims at the place. */
  readonly toScreen: (x: number, y: number) => Point;
  /** Where the crosshair is on the page, in CSS pixels; undefined while there is none. */
  readonly pointer: () => Point | undefined;
}

declare global {
  interface Window {
    __fray?: TestProbe | undefined;
    __frayReplay?: ReplayProbe | undefined;
  }
}

export function exposeTestProbe(probe: TestProbe | undefined): void {
  Object.assign(window, { __fray: probe });
}
