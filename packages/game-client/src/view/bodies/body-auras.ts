import type { GameObjects } from "phaser";

import type { BodyView } from "../../connection/frame.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { prefersReducedMotion } from "../../settings/reduced-motion.ts";

const SHIELD_FOLLOW = 12;
const SHIELD_PULSE = 7;
const OVERDRIVE_TURN = 1.6;
const OVERDRIVE_PULSE = 5;

/** Temporary effects around a body: the spawn shield and the glow of the Overdrive. */
export class BodyAuras {
  readonly #unit: number;
  readonly #shell: GameObjects.Image;
  readonly #glow: GameObjects.Image;
  #shield = 0;
  #time = 0;

  constructor({ sheet, layers, colors }: ViewContext) {
    this.#unit = sheet.unit;
    this.#shell = sheet.image(layers.glow, "shell").setTint(colors.tint.shield);
    this.#glow = sheet.image(layers.light, "overdriven").setTint(colors.tint.overdrive);
  }

  reset({ shielded }: BodyView): void {
    this.#shield = shielded ? 1 : 0;
  }

  hide(): void {
    this.#shell.setVisible(false);
    this.#glow.setVisible(false);
  }

  draw({ x, y, shielded, overdriven }: BodyView, dt: number, opacity: number): void {
    if (!prefersReducedMotion()) this.#time += dt;
    this.#shield += ((shielded ? 1 : 0) - this.#shield) * Math.min(1, SHIELD_FOLLOW * dt);
    const visible = this.#shield > 0.02;
    this.#shell.setVisible(visible);
    if (visible) {
      const pulse = wave(this.#time * SHIELD_PULSE);
      this.#shell.setPosition(x, y).setAlpha(this.#shield * (0.5 + pulse * 0.35) * opacity);
      this.#shell.setScale(this.#unit * (0.97 + pulse * 0.05 + (1 - this.#shield) * 0.35));
    }
    this.#glow.setVisible(overdriven);
    if (!overdriven) return;
    const pulse = wave(this.#time * OVERDRIVE_PULSE);
    this.#glow.setPosition(x, y).setRotation(this.#time * OVERDRIVE_TURN);
    this.#glow.setScale(this.#unit * (0.95 + 0.12 * pulse)).setAlpha((0.8 + 0.2 * pulse) * opacity);
  }
}

/** A wave between 0 and 1. */
const wave = (phase: number): number => Math.sin(phase) * 0.5 + 0.5;
