import type { Device } from "@fray/game-client/internal/controls/last-device";
import type { Settings } from "@fray/game-client/internal/settings/settings";

/** The functions of the page for tests, as `window.hudPage`. */
export interface HudPage {
  readonly scenes: readonly string[];
  /** The owner commands that were sent in the current scene. */
  readonly orders: () => readonly object[];
  /** Shows a scene from its start; resolves when it is on the page. Each event in it happens once. */
  readonly show: (scene: string, device: Device, changes?: Partial<Settings>) => Promise<void>;
}

declare global {
  interface Window {
    hudPage?: HudPage;
  }
}
