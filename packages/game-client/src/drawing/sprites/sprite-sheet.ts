import { GameObjects, type Scene } from "phaser";

import { placeBoxes, type Placed } from "./place-boxes.ts";
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
  readonly #key: string;

  /** `density` is the number of screen pixels per u. */
  constructor(scene: Scene, key: string, density: number, sprites: Readonly<Record<SpriteName, Sprite>>) {
    const pixelsPerU = Math.round(Math.min(160, Math.max(48, density * 2)));
    this.#scene = scene;
    this.#key = key;
    this.unit = 1 / pixelsPerU;
    const boxes = Object.entries<Sprite>(sprites).map(([name, sprite]) => ({
      name,
      sprite,
      width: Math.ceil(sprite.width * pixelsPerU),
      height: Math.ceil(sprite.height * pixelsPerU),
    }));
    const { placed, height } = placeBoxes(boxes, SHEET_WIDTH, GAP);
    const texture = scene.textures.createCanvas(key, SHEET_WIDTH, height);
    if (!texture) throw new Error(`texture "${key}" exists already`);
    for (const box of placed) {
      paint(texture.context, box, pixelsPerU);
      const frame = texture.add(box.name, 0, box.x, box.y, box.width, box.height);
      const { left, width } = box.sprite;
      if (!frame || left === undefined) continue;
      frame.customPivot = true;
      frame.pivotX = -left / width;
      frame.pivotY = 0.5;
    }
    texture.refresh();
  }

  /** Creates a hidden image of a sprite in its painted size. */
  image(layer: GameObjects.Layer, name: SpriteName): GameObjects.Image {
    const image = new GameObjects.Image(this.#scene, 0, 0, this.#key, name);
    image.setScale(this.unit).setVisible(false);
    layer.add(image);
    return image;
  }

  destroy(): void {
    this.#scene.textures.remove(this.#key);
  }
}

function paint(
  context: CanvasRenderingContext2D,
  { sprite, x, y, width, height }: Placed<{ sprite: Sprite; width: number; height: number }>,
  pixelsPerU: number,
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  const { left = -sprite.width / 2 } = sprite;
  context.translate(x - left * pixelsPerU, y + height / 2);
  context.scale(pixelsPerU, pixelsPerU);
  sprite.paint(context);
  context.restore();
}
