import type { Arena } from "@fray/shared-state/arena/arena";
import { contains } from "@fray/shared-state/arena/wall";
import { GameObjects } from "phaser";

import type { Frame, Point } from "../../connection/frame.ts";
import { inView, type CameraView } from "../../drawing/camera-view.ts";
import { placeBoxes } from "../../drawing/sprites/place-boxes.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { groupBushes, type BushGroup } from "./bush-groups.ts";
import { OVERHANG_U, paintFoliage } from "./paint-foliage.ts";

const SHEET_WIDTH = 2048;
/** Leaves look good enough at this density, and all bushes of a large map then fit a texture. */
const MAX_PIXELS_PER_U = 40;
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
  readonly #remove: () => void;

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
    const texture = scene.textures.createCanvas(key, SHEET_WIDTH, height);
    if (!texture) throw new Error(`texture "${key}" exists already`);
    const { context } = texture;
    this.#bushes = placed.map(({ group, x, y, width, height: rows }, index) => {
      context.setTransform(pixelsPerU, 0, 0, pixelsPerU, x + OVERHANG_U * pixelsPerU, y + OVERHANG_U * pixelsPerU);
      paintFoliage(context, group);
      texture.add(String(index), 0, x, y, width, rows);
      const image = new GameObjects.Image(scene, group.left - OVERHANG_U, group.top - OVERHANG_U, key, String(index));
      image.setOrigin(0).setScale(1 / pixelsPerU);
      layers.foliage.add(image);
      return { group, image, opacity: 1 };
    });
    texture.refresh();
    this.#remove = () => scene.textures.remove(key);
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
    this.#remove();
  }
}

const hides = ({ parts }: BushGroup, { x, y }: Point): boolean => parts.some((part) => contains(part, x, y));
