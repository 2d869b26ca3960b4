import type { Point } from "../connection/frame.ts";

/** No sound farther away than this is heard, in u: a little more than half of a screen's diagonal. */
const HEARING_U = 20;
/** Distance in u at which a sound is half as loud. */
const HALF_U = 6;
/**
 * Distance to the side in u at which a sound is fully on that side, and the pan for it. The pan stays below 1 because
 * both ears hear every real sound.
 */
const SIDE_U = 13;
const SIDE_MOST = 0.85;

/** How a sound reaches the listener. */
export interface Placement {
  /** 0..1 */
  readonly gain: number;
  /** -1 (left) .. 1 (right) */
  readonly pan: number;
}

/** Gain and pan of a sound at `source` for a listener at `listener`; places in u. */
export function place(listener: Point, source: Point): Placement {
  const dx = source.x - listener.x;
  const distance = Math.hypot(dx, source.y - listener.y);
  const fade = Math.max(0, 1 - distance / HEARING_U);
  return {
    gain: Math.sqrt(fade) / (1 + (distance / HALF_U) ** 2),
    pan: Math.max(-1, Math.min(1, dx / SIDE_U)) * SIDE_MOST,
  };
}
