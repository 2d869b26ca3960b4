import { SCREEN_U } from "@fray/shared-state/protocol/screen";

/** How far in u the camera may show beyond the screen's rectangle around the body: the server sends a margin. */
export const VIEW_MARGIN_U = 2;

/**
 * Canvas pixels per u with which a screen of this many canvas pixels shows no more than its rectangle of the world,
 * without bars. The number is even, so that halves of a u fall on whole pixels and the painted ground is as sharp as
 * the screen.
 */
export const zoomFor = (width: number, height: number): number =>
  Math.max(4, Math.ceil(Math.max(width / SCREEN_U.width, height / SCREEN_U.height) / 2 - 1e-6) * 2);
