/** Inputs that should be waiting at the server when it takes one: itself, and none behind it. */
const TARGET_DEPTH = 1;
/** Change of pace when an input came too late: quick, since the server had to make one up. */
const CATCH_UP = 0.03;
/** Change of pace for each input that waits in vain. */
const FALL_BACK_PER_INPUT = 0.01;
const MAX_FALL_BACK = 0.03;

/**
 * The player's own time, which inputs are sent by. It runs a little fast when they reach the server too late and a
 * little slow when they have to wait there, so that they come in time on any line and no key press waits longer than
 * it has to.
 */
export class InputClock {
  #now = 0;
  #last: number | undefined;

  /** Moves on to local time `now` in ms; `depth` is the least number of inputs the server found waiting of late. */
  advance(now: number, depth: number): number {
    if (this.#last !== undefined) this.#now += (now - this.#last) * (1 + paceChange(depth));
    this.#last = now;
    return this.#now;
  }
}

function paceChange(depth: number): number {
  if (depth < TARGET_DEPTH) return CATCH_UP;
  return -Math.min(MAX_FALL_BACK, (depth - TARGET_DEPTH) * FALL_BACK_PER_INPUT);
}
