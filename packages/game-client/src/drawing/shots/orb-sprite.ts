import type { GameObjects } from "phaser";

import type { ShotView } from "../../connection/frame.ts";
import type { ShotName } from "../../drawing/sprites/sprite-names.ts";
import { prefersReducedMotion } from "../../settings/reduced-motion.ts";
import type { SideColors } from "../palette.ts";
import type { ViewContext } from "../view-context.ts";
import type { ShotSprite } from "./shot-sprite.ts";

/** Pulses per second of a new orb, and of one about to explode. */
const PULSE_HZ = { fresh: 1.5, spent: 9 } as const;
const SPIN = 3;

/** A ball that pulses faster as its fuse burns down. */
export class OrbSprite implements ShotSprite {
  readonly #unit: number;
  readonly #ball: GameObjects.Image;
  readonly #glow: GameObjects.Image;
  #phase = 0;

  constructor({ sheet, layers }: ViewContext, frame: ShotName) {
    this.#unit = sheet.unit;
    this.#glow = sheet.image(layers.light, "glow");
    this.#ball = sheet.image(layers.shots, frame);
  }

  begin(_shot: ShotView, name: ShotName, colors: SideColors): void {
    this.#phase = 0;
    this.#ball.setFrame(name).setVisible(true);
    this.#glow.setTint(colors.tint).setVisible(true);
  }

  draw({ x, y, age }: ShotView, dt: number): void {
    this.#phase += (PULSE_HZ.fresh + (PULSE_HZ.spent - PULSE_HZ.fresh) * age * age) * Math.PI * 2 * dt;
    const pulse = Math.sin(this.#phase) * 0.5 + 0.5;
    this.#ball.setPosition(x, y).setScale(this.#unit * (0.92 + 0.16 * pulse));
    if (!prefersReducedMotion()) this.#ball.rotation += SPIN * dt;
    this.#glow
      .setPosition(x, y)
      .setScale(this.#unit * (0.6 + 0.4 * pulse))
      .setAlpha(0.35 + 0.5 * pulse);
  }

  hide(): void {
    this.#ball.setVisible(false);
    this.#glow.setVisible(false);
  }
}
