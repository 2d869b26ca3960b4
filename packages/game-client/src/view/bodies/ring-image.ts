import type { GameObjects } from "phaser";

import { stepsOf, type Ring } from "../../drawing/sprites/ring-sprites.ts";
import type { SpriteSheet } from "../../drawing/sprites/sprite-sheet.ts";

/** An arc around a body. Its length can be set. */
export class RingImage {
  readonly image: GameObjects.Image;
  readonly #ring: Ring;
  #steps = -1;

  constructor(sheet: SpriteSheet, layer: GameObjects.Layer, ring: Ring) {
    this.#ring = ring;
    this.image = sheet.image(layer, ring.names[0] ?? "healthRing0");
  }

  /**
   * `fraction` is 0..1. Changes the frame only when it differs: the lookup of a frame takes longer than most of a
   * body's drawing.
   */
  setLength(fraction: number): void {
    const steps = stepsOf(this.#ring, fraction);
    if (steps === this.#steps) return;
    this.#steps = steps;
    const name = this.#ring.names[steps];
    if (name) this.image.setFrame(name);
  }
}
