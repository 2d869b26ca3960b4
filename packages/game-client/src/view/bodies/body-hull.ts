import { DEFAULT_SPECIAL, type Special } from "@fray/shared-state/rules";
import { TintModes, type GameObjects } from "phaser";

import type { BodyView } from "../../connection/frame.ts";
import type { HullPaint } from "../../drawing/hull-paint.ts";
import type { Side } from "../../drawing/palette.ts";
import type { ViewContext } from "../../drawing/view-context.ts";

const HIT_FLASH_S = 0.06;
const MUZZLE_FLASH_S = 0.055;
/** Light on the floor in front of the muzzle lasts a little longer than the flash itself. */
const MUZZLE_LIGHT_S = 0.09;
/** Distance of the barrel's end from the body's centre, in u. */
const MUZZLE_U = 0.98;
const RECOIL_S = 0.09;
/** How far a shot pushes the barrel back, in u. */
const RECOIL_U = { light: 0.11, heavy: 0.2 } as const;
const APPEAR_S = 0.22;
const WHITE = 0xffffff;
const PATTERN_OPACITY = 0.85;

/** The body itself with its barrel, and the effects of firing and of being hit. */
export class BodyHull {
  readonly #context: ViewContext;
  readonly #unit: number;
  readonly #base: GameObjects.Image;
  readonly #barrel: GameObjects.Image;
  readonly #body: GameObjects.Image;
  readonly #pattern: GameObjects.Image;
  readonly #core: GameObjects.Image;
  readonly #flash: GameObjects.Image;
  readonly #light: GameObjects.Image;
  readonly #charge: GameObjects.Image;
  #side: Side = 2;
  #tint = WHITE;
  #hasPattern = false;
  #self = false;
  #special: Special | undefined;
  #recoil: number = RECOIL_U.light;
  #sinceHit = Infinity;
  #sinceFired = Infinity;
  #sinceSpawn = Infinity;

  constructor(context: ViewContext) {
    const { sheet, layers } = context;
    this.#context = context;
    this.#unit = sheet.unit;
    this.#base = sheet.image(layers.shadows, "base");
    this.#barrel = sheet.image(layers.bodies, `${DEFAULT_SPECIAL.name}Barrel2`);
    this.#body = sheet.image(layers.bodies, "body2");
    this.#pattern = sheet.image(layers.bodies, "pattern1");
    this.#core = sheet.image(layers.bodies, "ownCore");
    this.#flash = sheet.image(layers.glow, "flash");
    this.#light = sheet.image(layers.light, "glow");
    this.#charge = sheet.image(layers.glow, "glow");
  }

  /** `pattern` is the number of the look's pattern; 0 for none. */
  assign(side: Side, self: boolean, { hull, pattern }: Pick<HullPaint, "hull" | "pattern">, look: number): void {
    const { tint, tintLight } = this.#context.colors.sides[side];
    this.#side = side;
    this.#self = self;
    this.#special = undefined;
    this.#body.setFrame(hull === undefined ? `body${side}` : `hull${side}`);
    this.#tint = hull ?? WHITE;
    this.#hasPattern = look > 0;
    if (look > 0) this.#pattern.setFrame(`pattern${look}`).setTint(pattern);
    this.#flash.setTint(tintLight);
    this.#light.setTint(tintLight);
    this.#charge.setTint(tint);
    // The body existed before it came into view, so it shows no spawn animation.
    this.#sinceSpawn = Infinity;
    this.calm();
  }

  /** Ends all running animations. */
  calm(): void {
    this.#sinceHit = Infinity;
    this.#sinceFired = Infinity;
  }

  appear(): void {
    this.#sinceSpawn = 0;
  }

  hit(): void {
    this.#sinceHit = 0;
  }

  fire(heavy: boolean): void {
    this.#sinceFired = 0;
    this.#recoil = heavy ? RECOIL_U.heavy : RECOIL_U.light;
  }

  hide(): void {
    const hull = [this.#base, this.#barrel, this.#body, this.#pattern, this.#core];
    for (const part of [...hull, this.#flash, this.#light, this.#charge]) part.setVisible(false);
  }

  draw(body: BodyView, dt: number, opacity: number): void {
    const { x, y, aim } = body;
    const size = this.#unit * appearing(this.#sinceSpawn / APPEAR_S);
    const cos = Math.cos(aim);
    const sin = Math.sin(aim);
    const recoil = this.#recoil * Math.max(0, 1 - this.#sinceFired / RECOIL_S);
    this.#base.setVisible(true).setPosition(x, y).setScale(size).setAlpha(opacity);
    this.#carry(body.special);
    this.#barrel
      .setVisible(true)
      .setPosition(x - cos * recoil, y - sin * recoil)
      .setRotation(aim);
    this.#barrel.setScale(size).setAlpha(opacity);
    this.#body.setVisible(true).setPosition(x, y).setRotation(aim).setScale(size).setAlpha(opacity);
    this.#pattern.setVisible(this.#hasPattern);
    if (this.#hasPattern) {
      this.#pattern.setPosition(x, y).setRotation(aim).setScale(size);
      this.#pattern.setAlpha(opacity * PATTERN_OPACITY);
    }
    this.#core.setVisible(this.#self);
    if (this.#self) this.#core.setPosition(x, y).setScale(size).setAlpha(opacity);
    const isHit = this.#sinceHit < HIT_FLASH_S;
    this.#body.setTint(isHit ? WHITE : this.#tint).setTintMode(isHit ? TintModes.FILL : TintModes.MULTIPLY);
    const muzzle = { x: x + cos * MUZZLE_U, y: y + sin * MUZZLE_U };
    this.#drawMuzzle(muzzle, aim);
    this.#drawCharge(muzzle, body.charge);
    this.#sinceHit += dt;
    this.#sinceFired += dt;
    this.#sinceSpawn += dt;
  }

  #carry(special: Special): void {
    if (special === this.#special) return;
    this.#special = special;
    this.#barrel.setFrame(`${special}Barrel${this.#side}`);
  }

  #drawMuzzle({ x, y }: { x: number; y: number }, aim: number): void {
    const flashing = this.#sinceFired < MUZZLE_FLASH_S;
    this.#flash.setVisible(flashing);
    if (flashing) {
      this.#flash.setPosition(x, y).setRotation(aim);
      this.#flash.setAlpha(1 - (this.#sinceFired / MUZZLE_FLASH_S) * 0.6);
    }
    const shining = this.#sinceFired < MUZZLE_LIGHT_S && this.#context.quality === "high";
    this.#light.setVisible(shining);
    if (!shining) return;
    this.#light.setPosition(x, y).setScale(this.#unit * (this.#recoil > RECOIL_U.light ? 1.7 : 1.2));
    this.#light.setAlpha(0.5 * (1 - this.#sinceFired / MUZZLE_LIGHT_S));
  }

  /** During a charge, light gathers at the muzzle. It warns all players before the shot. */
  #drawCharge({ x, y }: { x: number; y: number }, charge: number): void {
    this.#charge.setVisible(charge > 0);
    if (charge === 0) return;
    this.#charge.setPosition(x, y);
    this.#charge.setScale(this.#unit * (0.3 + 0.75 * charge)).setAlpha(0.45 + 0.55 * charge);
  }
}

/** Eases to more than 1 and settles at 1 (a "back" ease). */
function appearing(done: number): number {
  if (done >= 1) return 1;
  const left = done - 1;
  return 1 + 2.7 * left * left * left + 1.7 * left * left;
}
