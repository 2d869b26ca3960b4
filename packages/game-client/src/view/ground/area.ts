/** The ground reaches this far beyond the map, in u: the frame around it and its fading into the dark. */
export const GROUND_MARGIN_U = 4;

/** A square of the world being painted, in u. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly size: number;
}
