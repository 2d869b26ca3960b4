import type { GameObjects } from "phaser";

import type { Point } from "../../connection/frame.ts";
import type { ViewContext } from "../../drawing/view-context.ts";

const COUNT = 10;
const LIFE_S = 0.34;
/** A beam starts at the end of the barrel, this far in u from the body's centre. */
const MUZZLE_U = 1;

interface Beam {
  readonly glow: GameObjects.Image;
  readonly core: GameObjects.Image;
  length: number;
  age: number;
}

/** The rail's beams. A beam appears at once over its whole length and then becomes thinner. */
export class Beams {
  readonly #beams: Beam[] = [];
  readonly #unit: number;
  #next = 0;

  constructor({ sheet, layers }: ViewContext) {
    this.#unit = sheet.unit;
    for (let index = 0; index < COUNT; index++) {
      const glow = sheet.image(layers.glow, "beamFriend");
      const core = sheet.image(layers.glow, "beamFriend");
      this.#beams.push({ glow, core, length: 0, age: LIFE_S });
    }
  }

  /** Draws a beam from the centre of a body to the point that it hit. A hostile beam is two lines. */
  show(from: Point, to: Point, angle: number, tint: number, hostile: boolean): void {
    const beam = this.#beams[this.#next];
    if (!beam) return;
    this.#next = (this.#next + 1) % COUNT;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    beam.length = Math.max(0.1, length - MUZZLE_U);
    beam.age = 0;
    const middle = length - beam.length + beam.length / 2;
    for (const image of [beam.glow, beam.core]) {
      image.setPosition(from.x + Math.cos(angle) * middle, from.y + Math.sin(angle) * middle);
      image
        .setFrame(hostile ? "beamFoe" : "beamFriend")
        .setRotation(angle)
        .setVisible(true);
    }
    beam.glow.setTint(tint);
  }

  update(dt: number): void {
    for (const beam of this.#beams) {
      if (beam.age >= LIFE_S) continue;
      const left = 1 - beam.age / LIFE_S;
      beam.glow.setScale(this.#unit * beam.length, this.#unit * (0.5 + left * 1.1)).setAlpha(left);
      beam.core.setScale(this.#unit * beam.length, this.#unit * left * 0.6).setAlpha(left * left);
      beam.age += dt;
      if (beam.age < LIFE_S) continue;
      beam.glow.setVisible(false);
      beam.core.setVisible(false);
    }
  }
}
