import { SCREEN_U } from "@fray/shared-state/protocol/screen";

/** How far in u the camera may show beyond the screen's rectangle around the body: the server sends a margin. */
export const VIEW_MARGIN_U = 2;

/** How much more than its rectangle of the world a screen held upright shows above and below, in u: it shows so little beside. */
const UPRIGHT_EXTRA_U = 3;

/**
 * Canvas pixels per u with which a screen of this many canvas pixels shows no more than its rectangle of the world,
 * without bars; a screen held upright also shows most of the margin. The number is even, so that halves of a u fall on
 * whole pixels and the painted ground is as sharp as the screen.
 */
export function zoomFor(width: number, height: number): number {
  const shownHeight = SCREEN_U.height + (width < height ? UPRIGHT_EXTRA_U : 0);
  return Math.max(4, Math.ceil(Math.max(width / SCREEN_U.width, height / shownHeight) / 2 - 1e-6) * 2);
}
