import type { Point } from "../connection/frame.ts";

/** Nothing farther away than this is heard, in u: a little more than a screen's half diagonal. */
const HEARING_U = 20;
/** Distance in u at which a sound is half as loud. */
const HALF_U = 6;
/** Distance to the side in u at which a sound is all on that side, and how much of it goes there: ears are not boxes. */
const SIDE_U = 13;
const SIDE_MOST = 0.85;

/** How a sound from some place reaches an ear. */
export interface Placement {
  /** 0..1 */
  readonly gain: number;
  /** -1 (left) .. 1 (right) */
  readonly pan: number;
}

/** How a sound at `source` is heard at `listener`; places in u. */
export function place(listener: Point, source: Point): Placement {
  const dx = source.x - listener.x;
  const distance = Math.hypot(dx, source.y - listener.y);
  const fade = Math.max(0, 1 - distance / HEARING_U);
  return {
    gain: Math.sqrt(fade) / (1 + (distance / HALF_U) ** 2),
    pan: Math.max(-1, Math.min(1, dx / SIDE_U)) * SIDE_MOST,
  };
}
