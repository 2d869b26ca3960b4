import { GameObjects, type Scene } from "phaser";

import { BODY_SPRITES } from "./body-sprites.ts";
import { EFFECT_SPRITES } from "./effect-sprites.ts";
import { ITEM_SPRITES } from "./item-sprites.ts";
import { RING_SPRITES, type RingName } from "./ring-sprites.ts";
import { SIGN_SPRITES } from "./sign-sprites.ts";
import type { Sprite } from "./sprite.ts";

type FixedName =
  | keyof typeof BODY_SPRITES
  | keyof typeof EFFECT_SPRITES
  | keyof typeof ITEM_SPRITES
  | keyof typeof SIGN_SPRITES;
export type SpriteName = FixedName | RingName;

const SPRITES: Readonly<Record<string, Sprite>> = {
  ...BODY_SPRITES,
  ...EFFECT_SPRITES,
  ...ITEM_SPRITES,
  ...SIGN_SPRITES,
  ...RING_SPRITES,
};

const SHEET_WIDTH = 2048;
/** Pixels between sprites, so that none bleeds into its neighbour when scaled. */
const GAP = 2;

interface Placement {
  readonly name: string;
  readonly sprite: Sprite;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * All sprites painted onto one texture: the renderer draws the whole fight in few batches. Painted at twice the
 * pixels they take on screen, since the renderer's own anti-aliasing is off.
 */
export class SpriteSheet {
  /** Scale at which a sprite has its painted size in u. */
  readonly unit: number;
  readonly #scene: Scene;
  readonly #key: string;

  /** `density` is the number of screen pixels per u. */
  constructor(scene: Scene, key: string, density: number) {
    const pixelsPerU = Math.round(Math.min(160, Math.max(48, density * 2)));
    this.#scene = scene;
    this.#key = key;
    this.unit = 1 / pixelsPerU;
    const { placements, height } = shelve(pixelsPerU);
    const texture = scene.textures.createCanvas(key, SHEET_WIDTH, height);
    if (!texture) throw new Error(`texture "${key}" exists already`);
    for (const placement of placements) paint(texture.context, placement, pixelsPerU);
    for (const { name, x, y, width, height: rows } of placements) texture.add(name, 0, x, y, width, rows);
    texture.refresh();
  }

  /** A new image of a sprite in its painted size. */
  image(layer: GameObjects.Layer, name: SpriteName): GameObjects.Image {
    const image = new GameObjects.Image(this.#scene, 0, 0, this.#key, name);
    image.setScale(this.unit);
    layer.add(image);
    return image;
  }

  destroy(): void {
    this.#scene.textures.remove(this.#key);
  }
}

/** Places the sprites in rows, highest first. */
function shelve(pixelsPerU: number): { placements: Placement[]; height: number } {
  const placements: Placement[] = [];
  let x = GAP;
  let y = GAP;
  let rowHeight = 0;
  const byHeight = Object.entries(SPRITES).toSorted(([, a], [, b]) => b.height - a.height);
  for (const [name, sprite] of byHeight) {
    const width = Math.ceil(sprite.width * pixelsPerU);
    const height = Math.ceil(sprite.height * pixelsPerU);
    if (x + width + GAP > SHEET_WIDTH) {
      x = GAP;
      y += rowHeight + GAP;
      rowHeight = 0;
    }
    placements.push({ name, sprite, x, y, width, height });
    x += width + GAP;
    rowHeight = Math.max(rowHeight, height);
  }
  return { placements, height: y + rowHeight + GAP };
}

function paint(context: CanvasRenderingContext2D, placement: Placement, pixelsPerU: number): void {
  context.save();
  context.beginPath();
  context.rect(placement.x, placement.y, placement.width, placement.height);
  context.clip();
  context.translate(placement.x + placement.width / 2, placement.y + placement.height / 2);
  context.scale(pixelsPerU, pixelsPerU);
  placement.sprite.paint(context);
  context.restore();
}
