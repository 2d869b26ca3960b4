import type { Device } from "@fray/game-client/controls/last-device";

/** How the lobby is: it never answers, can't be reached, is as empty as can be, or as full of what others wrote. */
export type LobbyScene = "never" | "failed" | "empty" | "full";

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
}

declare global {
  interface Window {
    menuPage?: MenuPage;
  }
}
