import { BlendModes, type GameObjects } from "phaser";

import type { PickupView } from "../connection/frame.ts";
import { prefersReducedMotion } from "../settings/reduced-motion.ts";
import type { Layers } from "./layers.ts";
import { TINT } from "./palette.ts";
import type { SpriteSheet } from "./sprites/sprite-sheet.ts";

/** How fast a pack that comes back grows into place, per second. */
const APPEAR_PER_S = 7;
const PULSE_PER_S = 2.6;

interface Pack {
  readonly place: GameObjects.Image;
  readonly glow: GameObjects.Image;
  readonly box: GameObjects.Image;
  /** 0 (taken) .. 1 (lies there). */
  shown: number;
}

/** The health packs, in the order the frame lists them; where one was taken its plate stays. */
export class Pickups {
  readonly #packs: Pack[] = [];
  readonly #sheet: SpriteSheet;
  readonly #layers: Layers;
  #time = 0;

  constructor(sheet: SpriteSheet, layers: Layers) {
    this.#sheet = sheet;
    this.#layers = layers;
  }

  draw(pickups: readonly PickupView[], dt: number): void {
    if (!prefersReducedMotion()) this.#time += dt;
    const pulse = Math.sin(this.#time * PULSE_PER_S) * 0.5 + 0.5;
    for (const [index, pickup] of pickups.entries()) this.#drawPack(this.#pack(index), pickup, pulse, dt);
  }

  #drawPack(pack: Pack, { x, y, available }: PickupView, pulse: number, dt: number): void {
    // Gone at once, back with a little show.
    pack.shown = available ? Math.min(1, pack.shown + APPEAR_PER_S * dt) : 0;
    const { unit } = this.#sheet;
    pack.place.setPosition(x, y).setAlpha(available ? 0.5 : 0.28);
    pack.glow.setVisible(available).setPosition(x, y);
    pack.glow.setScale(unit * (0.95 + 0.18 * pulse)).setAlpha(pack.shown * (0.26 + 0.12 * pulse));
    pack.box.setVisible(available).setPosition(x, y);
    pack.box.setScale(unit * pack.shown * (0.96 + 0.06 * pulse));
  }

  #pack(index: number): Pack {
    return (this.#packs[index] ??= {
      place: this.#sheet.image(this.#layers.items, "packPlace").setTint(TINT.heal),
      glow: this.#sheet.image(this.#layers.items, "glow").setTint(TINT.heal).setBlendMode(BlendModes.ADD),
      box: this.#sheet.image(this.#layers.items, "pack"),
      shown: 0,
    });
  }
}
