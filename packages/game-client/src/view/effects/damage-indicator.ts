import type { Point } from "../../connection/frame.ts";
import type { Colors } from "../../drawing/palette.ts";
import { ParticlePool, type Particle } from "../../drawing/particles.ts";
import type { ViewContext } from "../../drawing/view-context.ts";

const LIFE_S = 0.5;

/**
 * An arc around the player on the side from which a shot hit them. There is only one arc: it turns to the latest hit.
 */
export class DamageIndicator {
  readonly #pool: ParticlePool;
  readonly #tint: Colors["tint"];
  #bow: Particle | undefined;

  constructor({ sheet, layers, colors }: ViewContext) {
    this.#pool = new ParticlePool(sheet, layers.glow, 1);
    this.#tint = colors.tint;
  }

  show(self: Point, angle: number, damaged: boolean): void {
    this.#bow?.end();
    this.#bow = this.#pool.spawn("hurtArc", self.x, self.y, LIFE_S, damaged ? this.#tint.danger : this.#tint.shield);
    this.#bow.image.rotation = angle;
    this.#bow.scaleFrom = 1.08;
  }

  /** `self` is the place of the player; the arc stays around it. */
  update(dt: number, self: Point | undefined): void {
    if (this.#bow && self) {
      this.#bow.x = self.x;
      this.#bow.y = self.y;
    }
    this.#pool.update(dt);
  }
}
