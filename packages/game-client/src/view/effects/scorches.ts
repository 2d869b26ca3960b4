import type { Runtime } from "@fray/netcode/core";

import type { Point } from "../../connection/frame.ts";
import { ParticlePool } from "../../drawing/particles.ts";
import type { ViewContext } from "../../drawing/view-context.ts";

/** The largest number of burn marks at a time. A further mark replaces the oldest mark. */
const COUNT = { high: 20, low: 8 } as const;
const LIFE_S = 14;

/** Burn marks on the floor. */
export class Scorches {
  readonly #runtime: Runtime;
  readonly #pool: ParticlePool;
  readonly #tint: number;

  constructor({ runtime, sheet, layers, colors, quality }: ViewContext) {
    this.#runtime = runtime;
    this.#pool = new ParticlePool(sheet, layers.stains, COUNT[quality]);
    this.#tint = colors.tint.soot;
  }

  /** Leaves a burn mark of about `radius` u around a place. */
  burn(at: Point, radius: number): void {
    const stain = this.#pool.spawn("stain", at.x, at.y, LIFE_S, this.#tint);
    stain.image.rotation = this.#runtime.random() * Math.PI * 2;
    stain.alpha = 0.6;
    stain.scaleFrom = radius * 0.9;
    stain.scaleTo = radius;
  }

  update(dt: number): void {
    this.#pool.update(dt);
  }
}
