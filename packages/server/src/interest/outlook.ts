import { SCREEN_U } from "@fray/shared-state/protocol/screen";
import type { Player } from "@fray/shared-state/schema/player";

/** Bodies this far off screen are sent, so that they are there when they walk in. */
const MARGIN_U = 3;
/** A body in view stays so until it is this much farther out than where it came in: nothing flickers at the edge. */
const HYSTERESIS = 1.15;

/** Half of what is sent of the arena. */
export const REACH_U = { x: SCREEN_U.width / 2 + MARGIN_U, y: SCREEN_U.height / 2 + MARGIN_U } as const;

/** Farther off than this nothing is shown, not even what has gone on since the last look at a dash. */
export const FARTHEST_U = { x: REACH_U.x * HYSTERESIS + MARGIN_U, y: REACH_U.y * HYSTERESIS + MARGIN_U } as const;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A rectangle, in u. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where somebody looks at the arena from. */
export interface Outlook {
  /** The middle of the screen, in u. */
  readonly centre: Place;
  /** Whom it is on; undefined for a free camera, and while a bush hides them from a spectator. */
  readonly subject: Player | undefined;
  /** Who looks, and sees team mates in bushes and everybody in those nearby. A spectator has no eyes. */
  readonly eyes: Player | undefined;
  /** Share of `REACH_U` that is shown. */
  readonly reach: number;
}

/** Whether a place is near enough to be shown; a little farther off will do for what is shown already. */
export function inReach({ centre, reach }: Outlook, to: Place, isShown: boolean): boolean {
  const stretch = isShown ? reach * HYSTERESIS : reach;
  return Math.abs(to.x - centre.x) <= REACH_U.x * stretch && Math.abs(to.y - centre.y) <= REACH_U.y * stretch;
}

/** The rectangle between two places, or that of one. */
export const boundsOf = (from: Place, to: Place = from): Bounds => ({
  left: Math.min(from.x, to.x),
  top: Math.min(from.y, to.y),
  right: Math.max(from.x, to.x),
  bottom: Math.max(from.y, to.y),
});

/** Whether some of a rectangle is near enough to be shown. */
export const reaches = ({ centre, reach }: Outlook, { left, top, right, bottom }: Bounds): boolean =>
  left <= centre.x + REACH_U.x * reach &&
  right >= centre.x - REACH_U.x * reach &&
  top <= centre.y + REACH_U.y * reach &&
  bottom >= centre.y - REACH_U.y * reach;
