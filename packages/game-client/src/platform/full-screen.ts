import { optional } from "./optional.ts";

/** Whether this browser lets a page fill the screen. Phones of Apple do not. */
export const canFillScreen = (): boolean => optional(() => document.fullscreenEnabled) ?? false;

/** Fills the screen with the page, or ends that. Only a tap or a click may do this. */
export function toggleFullScreen(): void {
  void optional(async () => {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen({ navigationUI: "hide" });
  });
}
