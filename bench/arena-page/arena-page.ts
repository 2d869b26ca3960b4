import type { Settings } from "@fray/game-client/internal/settings/settings";

/** The interface of the page for the program that opened it: `window.arenaPage`, set once the arena is shown. */
export interface ArenaPage {
  /** Number of frames whose times are known. */
  readonly frames: () => number;
  /** The frame time and the time of the page's own work in a frame, in ms, at the percentile `share`. */
  readonly times: (share: number) => { readonly frame: number; readonly work: number };
  /** Discards the times so far. */
  readonly forget: () => void;
  readonly changeMap: () => void;
  readonly set: (changes: Partial<Settings>) => void;
}

declare global {
  interface Window {
    arenaPage?: ArenaPage;
  }
}
