import { GameObjects, type Scene } from "phaser";

import type { Pieces } from "../../platform/in-pieces.ts";
import { createLayer } from "../layer.ts";
import { PaintedTexture } from "../painted-texture.ts";
import { placeBoxes, type Box, type Placed } from "./place-boxes.ts";
import type { SpriteName } from "./sprite-names.ts";
import type { Sprite } from "./sprite.ts";

const SHEET_WIDTH = 2048;
/** Pixels between sprites, so that scaling does not mix neighbouring sprites. */
const GAP = 2;

/**
 * All sprites on one texture, so that the renderer needs few batches for the whole fight. They are painted with twice
 * the pixels they take on the screen, because the renderer's own anti-aliasing is off.
 */
export class SpriteSheet {
  /** Scale at which a sprite has its painted size in u. */
  readonly unit: number;
  readonly #scene: Scene;
  readonly #texture: PaintedTexture;
  readonly #placed: readonly Placed<Box & { sprite: Sprite }>[];
  readonly #pixelsPerU: number;

  /** `density` is the number of screen pixels per u. */
  constructor(scene: Scene, key: string, density: number, sprites: Readonly<Record<SpriteName, Sprite>>) {
    const pixelsPerU = Math.round(Math.min(160, Math.max(48, density * 2)));
    this.#scene = scene;
    this.#pixelsPerU = pixelsPerU;
    this.unit = 1 / pixelsPerU;
    const boxes = Object.entries<Sprite>(sprites).map(([name, sprite]) => ({
      name,
      sprite,
      width: Math.ceil(sprite.width * pixelsPerU),
      height: Math.ceil(sprite.height * pixelsPerU),
    }));
    const { placed, height } = placeBoxes(boxes, SHEET_WIDTH, GAP);
    this.#texture = new PaintedTexture(scene, key, { width: SHEET_WIDTH, height, smooth: true });
    this.#placed = placed;
    for (const box of placed) {
      const frame = this.#texture.add(box.name, box.x, box.y, box.width, box.height);
      const { left, width } = box.sprite;
      if (left === undefined) continue;
      frame.customPivot = true;
      frame.pivotX = -left / width;
      frame.pivotY = 0.5;
    }
  }

  /** Paints the sprites, one at a time. */
  *paint(): Pieces {
    for (const box of this.#placed) {
      this.#texture.put(paint(box, this.#pixelsPerU), box.x, box.y);
      yield;
    }
  }

  /** Creates a hidden image of a sprite in its painted size. */
  image(layer: GameObjects.Layer, name: SpriteName): GameObjects.Image {
    const image = new GameObjects.Image(this.#scene, 0, 0, this.#texture.key, name);
    image.setScale(this.unit).setVisible(false);
    layer.add(image);
    return image;
  }

  destroy(): void {
    this.#texture.destroy();
  }
}

function paint({ sprite, width, height }: Box & { sprite: Sprite }, pixelsPerU: number): HTMLCanvasElement {
  const context = createLayer(width, height);
  const { left = -sprite.width / 2 } = sprite;
  context.translate(-left * pixelsPerU, height / 2);
  context.scale(pixelsPerU, pixelsPerU);
  sprite.paint(context);
  return context.canvas;
}
