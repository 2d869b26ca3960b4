import type { GameObjects } from "phaser";

import { stepsOf, type Ring } from "../sprites/ring-sprites.ts";
import type { SpriteSheet } from "../sprites/sprite-sheet.ts";

/** An arc around a body, of which the length can be set. */
export class RingImage {
  readonly image: GameObjects.Image;
  readonly #ring: Ring;
  #steps = -1;

  constructor(sheet: SpriteSheet, layer: GameObjects.Layer, ring: Ring) {
    this.#ring = ring;
    this.image = sheet.image(layer, ring.names[0] ?? "healthRing0");
  }

  /** 0..1. Looking up a frame takes longer than most of what a body's drawing does, so only when it is another. */
  setLength(fraction: number): void {
    const steps = stepsOf(this.#ring, fraction);
    if (steps === this.#steps) return;
    this.#steps = steps;
    const name = this.#ring.names[steps];
    if (name) this.image.setFrame(name);
  }
}
