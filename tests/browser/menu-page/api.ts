import type { Device } from "@fray/game-client/controls/last-device";

/** What a test may do to the page, as `window.menuPage`. */
export interface MenuPage {
  /** A new menu, as it is on a device; `invited` to a room or to none. */
  readonly show: (device: Device, invited?: string) => void;
}

declare global {
  interface Window {
    menuPage?: MenuPage;
  }
}
