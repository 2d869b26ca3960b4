/** The part of the world a screen may show, in u: what the server sends around a body. */
export const VIEW_WIDTH_U = 32;
export const VIEW_HEIGHT_U = 18;

/** How far in u the camera may show beyond that rectangle: the server sends a margin around it. */
export const VIEW_MARGIN_U = 2;

/**
 * Canvas pixels per u at which a screen of this many canvas pixels shows at most the view rectangle, and no bars.
 * Even, so that halves of a u fall on whole pixels and the painted ground is as sharp as the screen.
 */
export const zoomFor = (width: number, height: number): number =>
  Math.max(4, Math.ceil(Math.max(width / VIEW_WIDTH_U, height / VIEW_HEIGHT_U) / 2 - 1e-6) * 2);
