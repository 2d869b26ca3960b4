import type { Wish } from "@fray/game-client/connection/wish";
import type { Device } from "@fray/game-client/controls/last-device";

/** How the lobby is: it can't be reached, has lost its line, is as empty as can be, or as full of what others wrote. */
export type LobbyScene = "failed" | "lost" | "empty" | "full";

export interface MenuSetting {
  readonly device: Device;
  /** The room that the address leads to. */
  readonly invited?: string | undefined;
  readonly lobby?: LobbyScene | undefined;
  /** Why nobody gets into a game; where there is no reason, it takes for ever. */
  readonly refusal?: { readonly code: number; readonly message: string } | undefined;
}

/** What a test may do to the page, as `window.menuPage`. */
export interface MenuPage {
  /** A new menu. */
  readonly show: (setting: MenuSetting) => void;
  /** All that was asked for so far. */
  readonly wishes: readonly Wish[];
}

declare global {
  interface Window {
    menuPage?: MenuPage;
  }
}
