import type { Arena } from "@fray/shared-state/arena/arena";
import type { GameObjects } from "phaser";

import type { Frame } from "../../connection/frame.ts";
import type { FlagView } from "../../connection/objectives/flags.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { prefersReducedMotion } from "../../settings/reduced-motion.ts";
import type { Drawing } from "../drawing.ts";

/** Angle of a flag on the ground, and the amount and speed of swaying on its stand. Radians. */
const LEAN = 0.55;
const SWAY = 0.05;
const SWAY_PER_S = 2.2;

interface Flag {
  readonly stand: GameObjects.Image;
  readonly cloth: GameObjects.Image;
  readonly glow: GameObjects.Image;
}

/** Draws flags that have no carrier, and their stands. Draws nothing when the frame has no flags. */
export class Flags implements Drawing {
  readonly #context: ViewContext;
  readonly #arena: Arena;
  readonly #flags: Readonly<Record<1 | 2, Flag>>;
  #time = 0;

  constructor(context: ViewContext, arena: Arena) {
    this.#context = context;
    this.#arena = arena;
    this.#flags = { 1: this.#create(1), 2: this.#create(2) };
  }

  draw({ flags }: Frame, dt: number): void {
    if (!prefersReducedMotion()) this.#time += dt;
    this.#drawFlag(
      this.#flags[1],
      flags.find(({ team }) => team === 1),
    );
    this.#drawFlag(
      this.#flags[2],
      flags.find(({ team }) => team === 2),
    );
  }

  #drawFlag({ stand, cloth, glow }: Flag, flag: FlagView | undefined): void {
    const place = flag && this.#arena.flags.find(({ team }) => team === flag.team);
    stand.setVisible(place !== undefined);
    // The sprite of a body draws the flag that it carries.
    const free = flag?.carrier === 0;
    cloth.setVisible(free);
    glow.setVisible(free);
    if (place) stand.setPosition(place.x, place.y).setAlpha(flag?.home ? 1 : 0.6);
    if (!flag || !free) return;
    const sway = Math.sin(this.#time * SWAY_PER_S) * SWAY;
    cloth.setPosition(flag.x, flag.y).setRotation(flag.home ? sway : LEAN + sway);
    glow
      .setPosition(flag.x, flag.y)
      .setScale(this.#context.sheet.unit * 1.4)
      .setAlpha(flag.home ? 0.3 : 0.55);
  }

  #create(side: 1 | 2): Flag {
    const { sheet, layers, colors } = this.#context;
    return {
      stand: sheet.image(layers.fixtures, `stand${side}`),
      cloth: sheet.image(layers.items, `flag${side}`),
      glow: sheet.image(layers.light, "glow").setTint(colors.sides[side].tint),
    };
  }
}
