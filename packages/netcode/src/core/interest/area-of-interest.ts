import type { Placed } from "./spatial-grid.ts";

/** A body in view stays so until it is this much farther out than where it came in: nothing flickers at the edge. */
const HYSTERESIS = 1.15;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle in the world. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The rectangle between two places, or that of one. */
export const boundsOf = (from: Placed, to: Placed = from): Bounds => ({
  left: Math.min(from.x, to.x),
  top: Math.min(from.y, to.y),
  right: Math.max(from.x, to.x),
  bottom: Math.max(from.y, to.y),
});

/** The part of the world that an observer is sent. */
export interface Viewed {
  /** The middle of the screen. */
  readonly centre: Placed;
  /** Share of the area of interest that is sent: 1 is all of it. */
  readonly reach: number;
}

/** The part of the world around a screen that its client is sent: the screen, and a margin around it. All lengths in units of the world. */
export class AreaOfInterest {
  readonly screen: Size;
  /** Half of its width and of its height. */
  readonly half: Placed;
  /** Farther off than this nothing is shown, not even what has moved by a margin since the last full update. */
  readonly farthest: Placed;

  /** Bodies up to `margin` off the screen are sent, so that they are there when they walk in. */
  constructor(screen: Size, margin: number) {
    const x = screen.width / 2 + margin;
    const y = screen.height / 2 + margin;
    this.screen = screen;
    this.half = { x, y };
    this.farthest = { x: x * HYSTERESIS + margin, y: y * HYSTERESIS + margin };
  }

  /** Whether a place is near enough to be shown; what is shown already may be a little farther off. */
  includes({ centre, reach }: Viewed, place: Placed, isShown: boolean): boolean {
    const { half } = this;
    const stretch = isShown ? reach * HYSTERESIS : reach;
    return Math.abs(place.x - centre.x) <= half.x * stretch && Math.abs(place.y - centre.y) <= half.y * stretch;
  }

  /** Whether some of a rectangle is near enough to be shown. */
  touches({ centre, reach }: Viewed, { left, top, right, bottom }: Bounds): boolean {
    const { half } = this;
    return (
      left <= centre.x + half.x * reach &&
      right >= centre.x - half.x * reach &&
      top <= centre.y + half.y * reach &&
      bottom >= centre.y - half.y * reach
    );
  }
}
