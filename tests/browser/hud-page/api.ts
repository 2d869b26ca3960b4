import type { Device } from "@fray/game-client/controls/last-device";
import type { Settings } from "@fray/game-client/settings/settings";

/** What a test may do to the page, as `window.hudPage`. */
export interface HudPage {
  readonly scenes: readonly string[];
  /** What the owner of the room has asked for in the scene that is shown. */
  readonly orders: () => readonly object[];
  /** Shows a scene anew; resolves when it is on the page. What happens in it happens once. */
  readonly show: (scene: string, device: Device, changes?: Partial<Settings>) => Promise<void>;
}

declare global {
  interface Window {
    hudPage?: HudPage;
  }
}
