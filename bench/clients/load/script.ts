import { createRandom, type Random } from "@fray/netcode/core";
import { BUTTON } from "@fray/shared-state/schema/input-frame";

interface Frame {
  moveX: number;
  moveY: number;
  aim: number;
  buttons: number;
}

/** Steps until the behaviour changes: about a second, as with people. */
const STRETCH = { min: 10, max: 40 } as const;
const DASH_CHANCE = 0.02;
const SPECIAL_CHANCE = 0.02;
/** Largest turn of the aim per step, in radians. */
const MAX_TURN_RAD = 0.2;

/** Seeded behaviour of a player who sees nothing: runs about, turns constantly, and shoots for a share of the time. */
export class Script {
  readonly #random: Random;
  readonly #fireShare: number;
  #steps = 0;
  #moveX = 0;
  #moveY = 0;
  #turn = 0;
  #firing = false;

  constructor(seed: number, fireShare: number) {
    this.#random = createRandom(seed);
    this.#fireShare = fireShare;
  }

  /** Writes the input of the next step. */
  next(frame: Frame): void {
    if (this.#steps-- <= 0) this.#turnOver();
    frame.moveX = this.#moveX;
    frame.moveY = this.#moveY;
    frame.aim = (frame.aim + this.#turn + 2 * Math.PI) % (2 * Math.PI);
    frame.buttons =
      (this.#firing ? BUTTON.fire : 0) |
      (this.#random() < DASH_CHANCE ? BUTTON.dash : 0) |
      (this.#firing && this.#random() < SPECIAL_CHANCE ? BUTTON.special : 0);
  }

  /** Picks one of eight directions, as with keys, or stands still (1 in 9). */
  #turnOver(): void {
    this.#steps = STRETCH.min + Math.floor(this.#random() * (STRETCH.max - STRETCH.min));
    this.#moveX = Math.floor(this.#random() * 3) - 1;
    this.#moveY = Math.floor(this.#random() * 3) - 1;
    this.#turn = (this.#random() * 2 - 1) * MAX_TURN_RAD;
    this.#firing = this.#random() < this.#fireShare;
  }
}
