import type { JoinIntent } from "@fray/game-client/internal/connection/join-intent";
import type { Device } from "@fray/game-client/internal/controls/last-device";

/** State of the lobby: it can't be reached, its connection is lost, it is empty, or full of long texts. */
export type LobbyScene = "failed" | "lost" | "empty" | "full";

export interface MenuSetting {
  readonly device: Device;
  /** The room in the page's address. */
  readonly invited?: string | undefined;
  readonly lobby?: LobbyScene | undefined;
  /** The reason why joining fails. Without a reason, joining never ends. */
  readonly refusal?: { readonly code: number; readonly message: string } | undefined;
}

/** The functions of the page for tests, as `window.menuPage`. */
export interface MenuPage {
  /** Shows a new menu. */
  readonly show: (setting: MenuSetting) => void;
  /** All join requests so far. */
  readonly request: readonly JoinIntent[];
}

declare global {
  interface Window {
    menuPage?: MenuPage;
  }
}
