/** The part of the world a screen may show, in u: what the server sends around a body. */
export const VIEW_WIDTH_U = 32;
export const VIEW_HEIGHT_U = 18;

/** How far in u the camera may show beyond that rectangle: the server sends a margin around it. */
export const VIEW_MARGIN_U = 2;

/** Pixels per u at which a screen of this size shows at most the view rectangle, and no bars. */
export const zoomFor = (width: number, height: number): number =>
  Math.max(width / VIEW_WIDTH_U, height / VIEW_HEIGHT_U, 1);
