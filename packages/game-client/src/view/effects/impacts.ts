import type { Weapon } from "@fray/shared-state/rules";

import type { Point } from "../../connection/frame.ts";
import type { Colors } from "../../drawing/palette.ts";
import type { Sparks } from "../../drawing/sparks.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { WEAPON_LOOKS } from "../../weapons/index.ts";

/** Effects at the ends of shots: on walls, bodies and shields. `angle` is the shot's direction. */
export class Impacts {
  readonly #sparks: Sparks;
  readonly #tint: Colors["tint"];

  constructor(sparks: Sparks, { colors }: ViewContext) {
    this.#sparks = sparks;
    this.#tint = colors.tint;
  }

  wall(at: Point, angle: number, weapon: Weapon): void {
    const { sparks, speed, flare, smoke } = WEAPON_LOOKS[weapon].impact;
    const back = angle + Math.PI;
    this.#sparks.sparks(at, back, 1.15, sparks, speed, this.#tint.spark);
    this.#sparks.flare(at, flare, 0.1, this.#tint.spark);
    if (smoke > 0) this.#sparks.smoke(at, smoke, 0.9, 1.3, this.#tint.smoke);
  }

  body(at: Point, angle: number, tint: number): void {
    this.#sparks.sparks(at, angle + Math.PI, 0.8, 6, 6, this.#tint.white);
    this.#sparks.flare(at, 0.6, 0.12, tint);
    this.#sparks.shards(at, angle, 0.7, 3, tint, 0.55);
  }

  shield(at: Point, angle: number): void {
    this.#sparks.sparks(at, angle + Math.PI, 1.2, 5, 5, this.#tint.shield);
    this.#sparks.wave(at, 0.15, 0.75, 0.22, this.#tint.shield);
  }

  /** The end of a beam. */
  beam(at: Point, angle: number, weapon: Weapon, tint: number): void {
    const { sparks, speed } = WEAPON_LOOKS[weapon].impact;
    this.#sparks.sparks(at, angle + Math.PI, 1.3, sparks, speed, tint);
    this.#sparks.flare(at, 1, 0.18, tint);
    this.#sparks.flare(at, 0.5, 0.1, this.#tint.white);
    this.#sparks.wave(at, 0.1, 0.7, 0.3, tint);
    this.#sparks.light(at, 1.8, 0.2, tint);
  }

  bounce(at: Point): void {
    this.#sparks.sparks(at, 0, Math.PI, 5, 4, this.#tint.shield);
    this.#sparks.wave(at, 0.15, 0.55, 0.2, this.#tint.shield);
  }
}
