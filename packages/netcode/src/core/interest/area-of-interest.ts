import type { Placed } from "./spatial-grid.ts";

/**
 * A visible body stays visible until it is this factor farther away than where it appeared, so that nothing flickers
 * at the edge.
 */
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

/** Returns the smallest rectangle that contains both places. */
export const boundsOf = (from: Placed, to: Placed = from): Bounds => ({
  left: Math.min(from.x, to.x),
  top: Math.min(from.y, to.y),
  right: Math.max(from.x, to.x),
  bottom: Math.max(from.y, to.y),
});

/** The part of the world that an observer receives. */
export interface Viewed {
  /** The middle of the screen. */
  readonly centre: Placed;
  /** Share of the area of interest that the observer receives. 1 is the whole area. */
  readonly reach: number;
}

/**
 * The part of the world that a client receives: its screen and a margin around it. All lengths are in units of the
 * world.
 */
export class AreaOfInterest {
  readonly screen: Size;
  /** Half of the width and half of the height. */
  readonly half: Placed;
  /** Bodies beyond this distance are not shown, even if they have moved by a margin since the last full update. */
  readonly farthest: Placed;

  /** Bodies up to `margin` off the screen are sent, so that the client has them when they enter the screen. */
  constructor(screen: Size, margin: number) {
    const x = screen.width / 2 + margin;
    const y = screen.height / 2 + margin;
    this.screen = screen;
    this.half = { x, y };
    this.farthest = { x: x * HYSTERESIS + margin, y: y * HYSTERESIS + margin };
  }

  /** Whether a place is near enough to be shown. A body that is shown already may be a little farther away. */
  includes({ centre, reach }: Viewed, place: Placed, isShown: boolean): boolean {
    const { half } = this;
    const stretch = isShown ? reach * HYSTERESIS : reach;
    return Math.abs(place.x - centre.x) <= half.x * stretch && Math.abs(place.y - centre.y) <= half.y * stretch;
  }

  /** Whether part of a rectangle is near enough to be shown. */
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
