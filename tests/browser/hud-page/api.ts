import type { Device } from "@fray/game-client/internal/controls/last-device";
import type { Settings } from "@fray/game-client/internal/settings/settings";

/** The living bodies on the screen of one player in one frame, in u; the player's own is the first. */
export interface RecordedFrame {
  readonly self: Recorded | undefined;
  readonly others: readonly Recorded[];
}

interface Recorded {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

/** How many bodies stood on the screen in all samples, and how many of these a panel hid. */
export interface Hidden {
  readonly own: number;
  readonly ownHidden: number;
  readonly enemies: number;
  readonly enemiesHidden: number;
}

/** The functions of the page for tests, as `window.hudPage`. */
export interface HudPage {
  readonly scenes: readonly string[];
  /** The owner commands that were sent in the current scene. */
  readonly orders: () => readonly object[];
  /** Plays a record of a fight on Kiln with all panels of a fight, 30 frames for a second, and looks 10 times a second. */
  readonly replay: (record: readonly RecordedFrame[]) => Promise<Hidden>;
  /** Shows a scene from its start; resolves when it is on the page. Each event in it happens once. */
  readonly show: (scene: string, device: Device, changes?: Partial<Settings>) => Promise<void>;
}

declare global {
  interface Window {
    hudPage?: HudPage;
  }
}
