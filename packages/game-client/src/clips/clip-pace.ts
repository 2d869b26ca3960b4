/** A clip of a death is played at most so much faster than it happened: more than that can't be followed. */
const MAX_RATE = 2;
/** The last picture of a death stays for at least this long, in s. */
const HOLD_S = 0.25;

export interface ClipPace {
  /** Seconds of the clip that are left out at its beginning. */
  readonly skip: number;
  /** Seconds of the clip in one second. */
  readonly rate: number;
}

/** Fits a clip of `length` s into the `left` s until its viewer is back in the fight. */
export function paceOf(length: number, left: number): ClipPace {
  const time = Math.max(0, left - HOLD_S);
  const rate = Math.min(MAX_RATE, Math.max(1, length / Math.max(time, Number.EPSILON)));
  return { skip: Math.max(0, length - time * rate), rate };
}
