import { SCREEN_U } from "@fray/shared-state/protocol/screen";

/** How far in u the camera may show beyond the screen's rectangle around the body: the server sends a margin. */
export const VIEW_MARGIN_U = 2;

/** How much more than its rectangle of the world a screen held upright shows above and below, in u: it shows so little beside. */
const UPRIGHT_EXTRA_U = 3;

/** What a screen shows of the world. */
export interface Viewport {
  /**
   * Canvas pixels per u. The number is even, so that halves of a u fall on whole pixels and the painted ground is as
   * sharp as the screen.
   */
  readonly zoom: number;
  /** The part of the canvas that shows the world, in canvas pixels; the rest is dark. It is in the middle. */
  readonly width: number;
  readonly height: number;
}

/**
 * Every screen that is wider than high shows the same rectangle of the world, whatever its shape: nobody sees further
 * than others. A screen held upright is too narrow for that: it is filled, and shows most of the margin.
 */
export function viewportFor(width: number, height: number): Viewport {
  if (width < height) {
    const least = Math.max(width / SCREEN_U.width, height / (SCREEN_U.height + UPRIGHT_EXTRA_U));
    return { zoom: evenAbove(least), width, height };
  }
  const zoom = evenBelow(Math.min(width / SCREEN_U.width, height / SCREEN_U.height));
  return {
    zoom,
    width: Math.min(width, zoom * SCREEN_U.width),
    height: Math.min(height, zoom * SCREEN_U.height),
  };
}

const LEAST_ZOOM = 4;
const evenAbove = (zoom: number): number => Math.max(LEAST_ZOOM, Math.ceil(zoom / 2 - 1e-6) * 2);
const evenBelow = (zoom: number): number => Math.max(LEAST_ZOOM, Math.floor(zoom / 2 + 1e-6) * 2);
