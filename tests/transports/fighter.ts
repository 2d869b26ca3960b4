import type { Frame } from "@fray/game-client/internal/connection/frame";
import { createRandom, type Random } from "@fray/netcode/core";
import { BUTTON, type Input } from "@fray/shared-state/schema/input-frame";

/** How long the fighter keeps a direction, in ms. */
const STRETCH_MS = 400;
/** Share of the time in which it shoots. */
const FIRE_SHARE = 0.6;

/** Seeded play: it runs about and shoots at the nearest body. */
export class Fighter {
  readonly #random: Random;
  #until = 0;
  #moveX = 0;
  #moveY = 0;
  #isFiring = false;

  constructor(seed: number) {
    this.#random = createRandom(seed);
  }

  /** Returns the input at `now`, in ms. */
  decide(frame: Frame | undefined, now: number): Input {
    if (now > this.#until) {
      this.#until = now + STRETCH_MS;
      this.#moveX = Math.floor(this.#random() * 3) - 1;
      this.#moveY = Math.floor(this.#random() * 3) - 1;
      this.#isFiring = this.#random() < FIRE_SHARE;
    }
    const { self, others = [] } = frame ?? {};
    const target = others.find(({ alive }) => alive);
    const aim = self && target ? Math.atan2(target.y - self.y, target.x - self.x) : 0;
    return {
      moveX: this.#moveX,
      moveY: this.#moveY,
      aim: (aim + 2 * Math.PI) % (2 * Math.PI),
      buttons: this.#isFiring ? BUTTON.fire : 0,
    };
  }
}
