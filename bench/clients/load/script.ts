import { createRandom, type Random } from "@fray/netcode/core";
import { BUTTON } from "@fray/shared-state/schema/input-frame";

interface Frame {
  moveX: number;
  moveY: number;
  aim: number;
  buttons: number;
}

/** A stretch of doing the same, in steps: a second or so, as people do. */
const STRETCH = { min: 10, max: 40 } as const;
const DASH_CHANCE = 0.02;
const SPECIAL_CHANCE = 0.02;
/** How far the aim turns in a step at most, in radians. */
const MAX_TURN_RAD = 0.2;

/** What somebody plays who sees nothing: runs about, turns without pause, and shoots for a share of the time. Seeded. */
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

  /** Fills in the input of the next step. */
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

  /** Eight ways to run, as keys have them, and one chance in nine to stand. */
  #turnOver(): void {
    this.#steps = STRETCH.min + Math.floor(this.#random() * (STRETCH.max - STRETCH.min));
    this.#moveX = Math.floor(this.#random() * 3) - 1;
    this.#moveY = Math.floor(this.#random() * 3) - 1;
    this.#turn = (this.#random() * 2 - 1) * MAX_TURN_RAD;
    this.#firing = this.#random() < this.#fireShare;
  }
}
