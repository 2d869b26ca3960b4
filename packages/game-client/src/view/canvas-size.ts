/**
 * The pixels of a canvas that CSS stretches over an element, and the number of canvas pixels per CSS pixel along each
 * axis.
 */
export interface CanvasSize {
  readonly width: number;
  readonly height: number;
  readonly perCssX: number;
  readonly perCssY: number;
}

/** The size of a canvas over `surface` that has as many pixels as the screen, but at most `maxRatio` per CSS pixel. */
export function canvasSizeFor(surface: HTMLElement, maxRatio: number): CanvasSize {
  const bounds = surface.getBoundingClientRect();
  // A minimised window may have no size.
  const cssWidth = Math.max(1, bounds.width);
  const cssHeight = Math.max(1, bounds.height);
  const ratio = Math.min(maxRatio, devicePixelRatio || 1);
  const width = Math.max(1, Math.round(cssWidth * ratio));
  const height = Math.max(1, Math.round(cssHeight * ratio));
  return { width, height, perCssX: width / cssWidth, perCssY: height / cssHeight };
}
