/**
 * Target for the number of inputs in the server's queue when the server takes an input. With 1, the taken input is
 * the only input in the queue.
 */
const TARGET_DEPTH = 1;
/** Speed-up when an input came too late. It is fast, because the server had to repeat an input. */
const CATCH_UP = 0.03;
/** Slow-down for each input that waits at the server unnecessarily. */
const FALL_BACK_PER_INPUT = 0.01;
const MAX_FALL_BACK = 0.03;

/**
 * The client's clock for sending inputs. It runs slightly faster when inputs reach the server too late, and slightly
 * slower when they wait there. So inputs arrive in time on any connection, and a key press waits no longer than it
 * must.
 */
export class InputClock {
  #now = 0;
  #last: number | undefined;

  /**
   * Advances to local time `now` in ms. `depth` is the smallest recent number of inputs that the server found in its
   * queue.
   */
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
