import type { Arena } from "@fray/shared-state/arena/arena";
import { contains } from "@fray/shared-state/arena/wall";
import { GameObjects } from "phaser";

import type { Frame, Point } from "../../connection/frame.ts";
import { inView, type CameraView } from "../../drawing/camera-view.ts";
import { createLayer, finishDrawing } from "../../drawing/layer.ts";
import { PaintedTexture } from "../../drawing/painted-texture.ts";
import { placeBoxes, type Box, type Placed } from "../../drawing/sprites/place-boxes.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import type { Pieces } from "../../platform/in-pieces.ts";
import { groupBushes, type BushGroup } from "./bush-groups.ts";
import { OVERHANG_U, paintFoliage } from "./paint-foliage.ts";

const SHEET_WIDTH = 2048;
/** Leaves look good enough at this density, and all bushes of a large map then fit a texture. */
const MAX_PIXELS_PER_U = 40;
const SHRUBS_AT_ONCE = 4;
/** Opacity of a bush that contains a body in the frame, and the rate of the change, per second. */
const OPEN = 0.45;
const OPEN_PER_S = 9;

interface Bush {
  readonly group: BushGroup;
  readonly image: GameObjects.Image;
  opacity: number;
}

/**
 * Bushes, drawn over the bodies in them. A frame contains only bodies that the player may see, so a bush with such a
 * body becomes translucent: players see that they stand in a bush, and who else is in it.
 */
export class Foliage {
  readonly #bushes: readonly Bush[];
  readonly #texture: PaintedTexture;
  readonly #placed: readonly Placed<Box & { group: BushGroup }>[];
  readonly #pixelsPerU: number;

  /** `density` is the number of canvas pixels per u. */
  constructor({ scene, layers }: ViewContext, arena: Arena, key: string, density: number) {
    const groups = groupBushes(arena.bushes);
    const widest = Math.max(1, ...groups.map(({ left, right }) => right - left)) + 2 * OVERHANG_U;
    const pixelsPerU = Math.min(MAX_PIXELS_PER_U, density, (SHEET_WIDTH - 2) / widest);
    const boxes = groups.map((group) => ({
      group,
      width: Math.floor((group.right - group.left + 2 * OVERHANG_U) * pixelsPerU),
      height: Math.floor((group.bottom - group.top + 2 * OVERHANG_U) * pixelsPerU),
    }));
    const { placed, height } = placeBoxes(boxes, SHEET_WIDTH, 1);
    const texture = new PaintedTexture(scene, key, { width: SHEET_WIDTH, height, smooth: true });
    this.#texture = texture;
    this.#placed = placed;
    this.#pixelsPerU = pixelsPerU;
    this.#bushes = placed.map(({ group, x, y, width, height: rows }, index) => {
      texture.add(String(index), x, y, width, rows);
      const image = new GameObjects.Image(scene, group.left - OVERHANG_U, group.top - OVERHANG_U, key, String(index));
      image.setOrigin(0).setScale(1 / pixelsPerU);
      layers.foliage.add(image);
      return { group, image, opacity: 1 };
    });
  }

  /** Paints the bushes, a few shrubs at a time. */
  *paint(): Pieces {
    const pixelsPerU = this.#pixelsPerU;
    for (const { group, x, y, width, height } of this.#placed) {
      const context = createLayer(width, height);
      context.setTransform(pixelsPerU, 0, 0, pixelsPerU, OVERHANG_U * pixelsPerU, OVERHANG_U * pixelsPerU);
      let shrubs = 0;
      for (const painted of paintFoliage(context, group)) {
        if (++shrubs % SHRUBS_AT_ONCE === 0) finishDrawing(context);
        yield painted;
      }
      this.#texture.put(context.canvas, x, y);
      yield;
    }
  }

  draw({ self, others }: Frame, dt: number, cameraView: CameraView): void {
    for (const bush of this.#bushes) {
      const { group, image } = bush;
      image.setVisible(inView(cameraView, group));
      if (!image.visible) continue;
      const open =
        others.some((body) => body.alive && hides(group, body)) || (self?.alive === true && hides(group, self));
      bush.opacity += ((open ? OPEN : 1) - bush.opacity) * Math.min(1, OPEN_PER_S * dt);
      image.setAlpha(bush.opacity);
    }
  }

  destroy(): void {
    this.#texture.destroy();
  }
}

const hides = ({ parts }: BushGroup, { x, y }: Point): boolean => parts.some((part) => contains(part, x, y));
