import { RUN_SPEED_U_PER_S } from "@fray/shared-state/simulation/rules";

/** Small corrections are gone, but for a rest, after twice this. */
const TIME_CONSTANT_MS = 80;
/** A correction never moves the picture faster than the body could run. */
const MAX_SPEED_U_PER_S = RUN_SPEED_U_PER_S;
/**
 * Farther off than this the way there would be a lie. A knockback is well within: at 250 ms an explosion's push of 15 u/s
 * has moved the server's body by 1.5 u when the player hears of it.
 */
const SNAP_U = 4;

/** What is left of the corrections of the own body: drawn on top of the prediction, and eased out. Lengths in u. */
export class CorrectionEase {
  x = 0;
  y = 0;
  #at: number | undefined;

  /** The body was drawn at a place and is now predicted `dx`, `dy` from it: what is drawn stays, for the moment. */
  absorb(dx: number, dy: number): void {
    this.x -= dx;
    this.y -= dy;
    if (Math.hypot(this.x, this.y) > SNAP_U) this.clear();
  }

  clear(): void {
    this.x = 0;
    this.y = 0;
  }

  /** Moves on to local time `now` in ms; call once a frame. */
  advance(now: number): void {
    const elapsed = now - (this.#at ?? now);
    this.#at = now;
    const left = Math.hypot(this.x, this.y);
    if (left === 0 || elapsed <= 0) return;
    const eased = left * (1 - Math.exp(-elapsed / TIME_CONSTANT_MS));
    const share = 1 - Math.min(eased, (MAX_SPEED_U_PER_S * elapsed) / 1000) / left;
    this.x *= share;
    this.y *= share;
  }
}
