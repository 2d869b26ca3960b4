import type { Arena } from "@fray/shared-state/arena/arena";
import { GameObjects, type Scene } from "phaser";

import { GROUND_MARGIN_U, type Area } from "./area.ts";
import { paintFloor } from "./paint-floor.ts";
import { paintWalls } from "./paint-walls.ts";

/** Side in u of the square images that make up the ground. */
const CHUNK_U = 16;
/** Bounds the memory that a large map takes: above it the ground is painted coarser (four bytes a pixel). */
const MAX_PIXELS = 20_000_000;

/** Floor, walls and their shadows never change, so they are painted once and drawn as a few opaque images. */
export class Ground {
  readonly #scene: Scene;
  readonly #keys: string[] = [];
  readonly #images: GameObjects.Image[] = [];

  constructor(scene: Scene, layer: GameObjects.Layer, arena: Arena, key: string, density: number) {
    this.#scene = scene;
    const pixelsPerU = groundDensity(arena, density);
    for (let top = -GROUND_MARGIN_U; top < arena.height + GROUND_MARGIN_U; top += CHUNK_U) {
      for (let left = -GROUND_MARGIN_U; left < arena.width + GROUND_MARGIN_U; left += CHUNK_U) {
        const chunkKey = `${key}:${left}:${top}`;
        paintChunk(scene, chunkKey, arena, { left, top, size: CHUNK_U }, pixelsPerU);
        const image = new GameObjects.Image(scene, left, top, chunkKey);
        image.setOrigin(0).setScale(1 / pixelsPerU);
        layer.add(image);
        this.#keys.push(chunkKey);
        this.#images.push(image);
      }
    }
  }

  destroy(): void {
    for (const image of this.#images) image.destroy();
    for (const key of this.#keys) this.#scene.textures.remove(key);
  }
}

/** Even, so that half units fall on whole pixels and neighbouring walls leave no seam. */
function groundDensity(arena: Arena, density: number): number {
  const area = (arena.width + 2 * GROUND_MARGIN_U) * (arena.height + 2 * GROUND_MARGIN_U);
  return Math.max(8, Math.floor(Math.min(density, Math.sqrt(MAX_PIXELS / area)) / 2) * 2);
}

function paintChunk(scene: Scene, key: string, arena: Arena, area: Area, pixelsPerU: number): void {
  const pixels = area.size * pixelsPerU;
  const texture = scene.textures.createCanvas(key, pixels, pixels);
  if (!texture) throw new Error(`texture "${key}" exists already`);
  const { context } = texture;
  context.setTransform(pixelsPerU, 0, 0, pixelsPerU, -area.left * pixelsPerU, -area.top * pixelsPerU);
  paintFloor(context, arena, area, 1 / pixelsPerU);
  paintWalls(context, arena, area, pixelsPerU);
  texture.refresh();
}
