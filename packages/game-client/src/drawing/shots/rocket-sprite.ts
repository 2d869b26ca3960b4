import type { GameObjects } from "phaser";

import type { ShotView } from "../../connection/frame.ts";
import type { ShotName } from "../../drawing/sprites/sprite-names.ts";
import type { SideColors } from "../palette.ts";
import type { ParticlePool } from "../particles.ts";
import type { ViewContext } from "../view-context.ts";
import type { ShotSprite } from "./shot-sprite.ts";

/** Distance between puffs of smoke along the path, in u. */
const PUFF_EVERY_U = { high: 0.34, low: 0.8 } as const;
const TAIL_U = 0.42;

/** A rocket with fire behind it and a trail of smoke that shows its path. */
export class RocketSprite implements ShotSprite {
  readonly #context: ViewContext;
  readonly #smoke: ParticlePool;
  readonly #hull: GameObjects.Image;
  readonly #flame: GameObjects.Image;
  readonly #glow: GameObjects.Image;
  #puffX = 0;
  #puffY = 0;
  #time = 0;

  constructor(context: ViewContext, frame: ShotName, smoke: ParticlePool) {
    const { sheet, layers, colors } = context;
    this.#context = context;
    this.#smoke = smoke;
    this.#hull = sheet.image(layers.shots, frame);
    this.#flame = sheet.image(layers.glow, "flame").setTint(colors.tint.fire);
    this.#glow = sheet.image(layers.light, "glow").setAlpha(0.5);
  }

  begin({ x, y }: ShotView, name: ShotName, colors: SideColors): void {
    this.#puffX = x;
    this.#puffY = y;
    this.#hull.setFrame(name).setVisible(true);
    this.#flame.setVisible(true);
    this.#glow.setTint(colors.tint).setVisible(this.#context.quality === "high");
  }

  draw({ x, y, angle }: ShotView, dt: number): void {
    this.#time += dt;
    const { unit } = this.#context.sheet;
    const tailX = x - Math.cos(angle) * TAIL_U;
    const tailY = y - Math.sin(angle) * TAIL_U;
    const flicker = 1 + 0.18 * Math.sin(this.#time * 60);
    this.#hull.setPosition(x, y).setRotation(angle);
    this.#flame
      .setPosition(tailX, tailY)
      .setRotation(angle)
      .setScale(unit * 1.5 * flicker, unit * 1.4);
    this.#glow.setPosition(x, y).setScale(unit * 0.8);
    this.#leaveSmoke(tailX, tailY);
  }

  hide(): void {
    this.#hull.setVisible(false);
    this.#flame.setVisible(false);
    this.#glow.setVisible(false);
  }

  #leaveSmoke(x: number, y: number): void {
    const every = PUFF_EVERY_U[this.#context.quality];
    const dx = x - this.#puffX;
    const dy = y - this.#puffY;
    const way = Math.hypot(dx, dy);
    const puffs = Math.floor(way / every);
    for (let index = 1; index <= puffs; index++) {
      const done = (index * every) / way;
      const puff = this.#smoke.spawn("puff", this.#puffX + dx * done, this.#puffY + dy * done, 0.75, this.#tint());
      puff.alpha = 0.55;
      puff.scaleFrom = 0.4;
      puff.scaleTo = 1.15;
    }
    if (puffs === 0) return;
    this.#puffX += dx * ((puffs * every) / way);
    this.#puffY += dy * ((puffs * every) / way);
  }

  #tint(): number {
    return this.#context.colors.tint.dust;
  }
}
