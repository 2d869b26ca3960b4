import { angleOf } from "./stick.ts";

/** Half a turn takes 0.4 s, so that a short press corrects the aim a little. */
const TURN_RAD_PER_MS = Math.PI / 400;
/** After a longer pause the keys begin anew. */
const LONGEST_STEP_MS = 100;

/** Turns an aim towards the direction of the keys that are held. */
export class KeyAim {
  #aim: number | undefined;
  #turnedAt = 0;

  /**
   * Turns until `now`, in ms, towards (`x`, `y`), and returns the aim in radians. (0, 0) leaves it as it was; it is
   * undefined before the first direction.
   */
  turn(now: number, x: number, y: number): number | undefined {
    const ms = Math.min(now - this.#turnedAt, LONGEST_STEP_MS);
    this.#turnedAt = now;
    if (x === 0 && y === 0) return this.#aim;
    const wanted = Math.atan2(y, x);
    const from = this.#aim ?? wanted;
    const off = Math.atan2(Math.sin(wanted - from), Math.cos(wanted - from));
    const most = ms * TURN_RAD_PER_MS;
    const aim = from + Math.max(-most, Math.min(most, off));
    this.#aim = angleOf(Math.cos(aim), Math.sin(aim));
    return this.#aim;
  }
}
