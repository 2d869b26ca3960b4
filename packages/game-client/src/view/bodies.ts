import type { Scene } from "phaser";

import type { BodyView, Frame } from "../connection/frame.ts";
import { BodySprite } from "./body-sprite.ts";
import type { Layers } from "./layers.ts";
import type { ParticlePool } from "./particles.ts";
import type { SpriteSheet } from "./sprites/sprite-sheet.ts";

/** The bodies in view, each with its sprite for as long as it stays. */
export class Bodies {
  readonly #sprites = new Map<number, BodySprite>();
  readonly #free: BodySprite[] = [];
  readonly #create: () => BodySprite;
  #draws = 0;

  constructor(scene: Scene, sheet: SpriteSheet, layers: Layers, density: number, trails: ParticlePool) {
    this.#create = () => new BodySprite(scene, sheet, layers, density, trails);
  }

  draw(frame: Frame, dt: number): void {
    this.#draws++;
    for (const body of frame.others) this.#drawBody(body, false, dt);
    if (frame.self) this.#drawBody(frame.self, true, dt);
    this.#retireUnseen();
  }

  /** The sprite of a body, if it is in view. */
  get(id: number): BodySprite | undefined {
    return this.#sprites.get(id);
  }

  #drawBody(body: BodyView, self: boolean, dt: number): void {
    let sprite = this.#sprites.get(body.id);
    if (!sprite) {
      sprite = this.#free.pop() ?? this.#create();
      sprite.assign(body, self);
      this.#sprites.set(body.id, sprite);
    }
    sprite.seen = this.#draws;
    sprite.draw(body, dt);
  }

  #retireUnseen(): void {
    for (const [id, sprite] of this.#sprites) {
      if (sprite.seen === this.#draws) continue;
      sprite.hide();
      this.#sprites.delete(id);
      this.#free.push(sprite);
    }
  }
}
