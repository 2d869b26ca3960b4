import type { GameObjects } from "phaser";

import type { ShotView } from "../../connection/frame.ts";
import type { ShotName } from "../../drawing/sprites/sprite-names.ts";
import type { SideColors } from "../palette.ts";
import type { ViewContext } from "../view-context.ts";
import type { ShotSprite } from "./shot-sprite.ts";

/** Length of a streak at the muzzle. It grows to its full length as the shot flies. */
const NEWBORN_U = 0.35;

/** A bolt or a pellet: a streak behind the shot's place, never longer than the distance that it has flown. */
export class StreakSprite implements ShotSprite {
  readonly #image: GameObjects.Image;
  readonly #unit: number;
  readonly #length: number;
  #startX = 0;
  #startY = 0;

  /** `length` is the full length in u. */
  constructor({ sheet, layers }: ViewContext, frame: ShotName, length: number) {
    this.#image = sheet.image(layers.glow, frame);
    this.#unit = sheet.unit;
    this.#length = length;
  }

  begin({ x, y }: ShotView, name: ShotName, _colors: SideColors): void {
    this.#startX = x;
    this.#startY = y;
    this.#image.setFrame(name).setVisible(true);
  }

  draw({ x, y, angle }: ShotView): void {
    const flown = Math.hypot(x - this.#startX, y - this.#startY);
    const stretch = Math.min(1, (NEWBORN_U + flown) / this.#length);
    const behind = (this.#length / 2) * stretch;
    this.#image
      .setPosition(x - Math.cos(angle) * behind, y - Math.sin(angle) * behind)
      .setRotation(angle)
      .setScale(this.#unit * stretch, this.#unit);
  }

  hide(): void {
    this.#image.setVisible(false);
  }
}
