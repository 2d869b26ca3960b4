import type { Point } from "../../connection/frame.ts";
import type { Colors } from "../../drawing/palette.ts";
import type { Sparks } from "../../drawing/sparks.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import type { Scorches } from "./scorches.ts";

/** Explosions of rockets, orbs and bodies. */
export class Explosions {
  readonly #sparks: Sparks;
  readonly #scorches: Scorches;
  readonly #tint: Colors["tint"];

  constructor(sparks: Sparks, scorches: Scorches, { colors }: ViewContext) {
    this.#sparks = sparks;
    this.#scorches = scorches;
    this.#tint = colors.tint;
  }

  /**
   * An explosion that hurts within `radius` u. Its ring stays at that radius until it has faded. `tint` is the colour
   * of the owner's side.
   */
  blast(at: Point, radius: number, tint: number): void {
    const { white, fire, spark, smoke } = this.#tint;
    const edge = this.#sparks.wave(at, radius * 0.55, radius, 0.42, tint);
    edge.alpha = 1;
    this.#sparks.wave(at, radius * 0.2, radius * 0.75, 0.28, white);
    this.#sparks.flare(at, radius * 0.95, 0.3, fire);
    this.#sparks.flare(at, radius * 0.5, 0.16, white);
    this.#sparks.light(at, radius * 1.25, 0.3, fire);
    this.#sparks.sparks(at, 0, Math.PI, 22, radius * 6, spark);
    this.#sparks.shards(at, 0, Math.PI, 6, 0x5b6b7d, 0.8);
    this.#sparks.smoke(at, 8, radius * 1.3, 2.6, smoke);
    this.#scorches.burn(at, radius * 0.55);
  }

  death(at: Point, tint: number): void {
    const { white, smoke } = this.#tint;
    this.#sparks.flare(at, 2.6, 0.22, tint);
    this.#sparks.flare(at, 1.3, 0.12, white);
    this.#sparks.wave(at, 0.3, 2.1, 0.5, tint);
    this.#sparks.wave(at, 0.2, 1.2, 0.32, white);
    this.#sparks.light(at, 2.2, 0.3, tint);
    this.#sparks.shards(at, 0, Math.PI, 16, tint, 1);
    this.#sparks.sparks(at, 0, Math.PI, 18, 11, tint);
    this.#sparks.smoke(at, 6, 2.4, 2.3, smoke);
    this.#scorches.burn(at, 1);
  }
}
