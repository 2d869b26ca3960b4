import type { Settings } from "@fray/game-client/settings/settings";

/** What whoever opened the page may ask it and do to it, as `window.arenaPage` once the arena is shown. */
export interface ArenaPage {
  /** Frames of which the times are known. */
  readonly frames: () => number;
  /** Time from frame to frame and the page's own part in it, in ms. */
  readonly times: (share: number) => { readonly frame: number; readonly work: number };
  /** Forgets the times so far. */
  readonly forget: () => void;
  readonly changeMap: () => void;
  readonly set: (changes: Partial<Settings>) => void;
}

declare global {
  interface Window {
    arenaPage?: ArenaPage;
  }
}
