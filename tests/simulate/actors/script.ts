import type { BodyView, Frame } from "@fray/game-client/internal/connection/frame";
import type { Random } from "@fray/netcode/core";
import { BUTTON, type Input } from "@fray/shared-state/schema/input-frame";

const TURN_RAD = Math.PI * 2;
const LONGEST_WALK_FRAMES = 90;

/** Plays like somebody who knows the keys: walks about, goes for who is near, aims at them, and fires in bursts. */
export class Script {
  readonly #random: Random;
  #heading = 0;
  #speed = 1;
  #frames = 0;
  #aim = 0;
  #fires = false;
  #chases = false;

  constructor(random: Random) {
    this.#random = random;
  }

  decide(frame: Frame | undefined): Input {
    const random = this.#random;
    if (--this.#frames <= 0) {
      this.#frames = 1 + Math.floor(random() * LONGEST_WALK_FRAMES);
      this.#heading = random() * TURN_RAD;
      this.#speed = random() < 0.15 ? 0 : 1;
      this.#fires = random() < 0.6;
      this.#chases = random() < 0.3;
    }
    const { self, others = [] } = frame ?? {};
    const nearest = self && nearestTo(self, others);
    if (self && nearest) this.#aim = Math.atan2(nearest.y - self.y, nearest.x - self.x);
    if (nearest && this.#chases) this.#heading = this.#aim;
    const buttons =
      (this.#fires && nearest ? BUTTON.fire : 0) |
      (random() < 0.02 ? BUTTON.special : 0) |
      (random() < 0.01 ? BUTTON.dash : 0);
    return {
      moveX: Math.cos(this.#heading) * this.#speed,
      moveY: Math.sin(this.#heading) * this.#speed,
      aim: (this.#aim + TURN_RAD) % TURN_RAD,
      buttons,
    };
  }
}

function nearestTo(self: { x: number; y: number }, others: readonly BodyView[]): BodyView | undefined {
  let nearest: BodyView | undefined;
  let least = Infinity;
  for (const other of others) {
    const distance = Math.hypot(other.x - self.x, other.y - self.y);
    if (!other.alive || distance >= least) continue;
    nearest = other;
    least = distance;
  }
  return nearest;
}
