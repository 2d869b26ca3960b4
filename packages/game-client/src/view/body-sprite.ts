import { BlendModes, TintModes, type GameObjects, type Scene } from "phaser";

import type { BodyView } from "../connection/frame.ts";
import type { Layers } from "./layers.ts";
import { NameTag } from "./name-tag.ts";
import { TINT } from "./palette.ts";
import type { ParticlePool } from "./particles.ts";
import { ringFrame } from "./sprites/ring-sprites.ts";
import type { SpriteSheet } from "./sprites/sprite-sheet.ts";

const HIT_FLASH_S = 0.06;
const MUZZLE_FLASH_S = 0.055;
const MUZZLE_U = 0.74;
const RECOIL_U = 0.11;
const RECOIL_S = 0.09;
const APPEAR_S = 0.22;
const GHOST_EVERY_S = 0.022;
const LOW_HEALTH = 0.35;
/** How fast the shown health follows the real one, and how fast the white rest that was lost goes, per second. */
const HEALTH_FOLLOW = 22;
const LOSS_FOLLOW = 4;

/** Everything drawn for one body. Reused for whoever comes into view next. */
export class BodySprite {
  /** Number of the draw in which the body was last in view. */
  seen = 0;
  readonly #unit: number;
  readonly #shadow: GameObjects.Image;
  readonly #track: GameObjects.Image;
  readonly #loss: GameObjects.Image;
  readonly #ring: GameObjects.Image;
  readonly #barrel: GameObjects.Image;
  readonly #body: GameObjects.Image;
  readonly #flash: GameObjects.Image;
  readonly #shell: GameObjects.Image;
  readonly #charge: GameObjects.Image;
  readonly #tag: NameTag;
  readonly #parts: readonly GameObjects.Image[];
  readonly #trails: ParticlePool;
  #self = false;
  #health = 1;
  #lost = 1;
  #lives = -1;
  #sinceHit = Infinity;
  #sinceFired = Infinity;
  #sinceSpawn = 0;
  #sinceGhost = 0;
  #shield = 0;

  constructor(scene: Scene, sheet: SpriteSheet, layers: Layers, density: number, trails: ParticlePool) {
    this.#unit = sheet.unit;
    this.#trails = trails;
    this.#shadow = sheet.image(layers.shadows, "shadow");
    this.#track = sheet.image(layers.rings, ringFrame(1)).setTint(TINT.smoke).setAlpha(0.75);
    this.#loss = sheet.image(layers.rings, ringFrame(1)).setAlpha(0.9);
    this.#ring = sheet.image(layers.rings, ringFrame(1));
    this.#barrel = sheet.image(layers.bodies, "otherBarrel");
    this.#body = sheet.image(layers.bodies, "other");
    this.#flash = sheet.image(layers.glow, "flash").setBlendMode(BlendModes.ADD);
    this.#shell = sheet.image(layers.glow, "shell").setBlendMode(BlendModes.ADD).setTint(TINT.shield);
    this.#charge = sheet.image(layers.glow, "glow").setBlendMode(BlendModes.ADD);
    this.#tag = new NameTag(scene, sheet, layers, density);
    this.#parts = [this.#shadow, this.#track, this.#loss, this.#ring, this.#barrel, this.#body];
  }

  /** Starts showing another body. */
  assign(body: BodyView, self: boolean): void {
    this.#self = self;
    this.#body.setFrame(self ? "self" : "other");
    this.#barrel.setFrame(self ? "selfBarrel" : "otherBarrel");
    this.#flash.setTint(self ? TINT.selfLight : TINT.otherLight);
    this.#charge.setTint(self ? TINT.self : TINT.other);
    this.#lives = body.lives;
    // It was there before it came into view: no show of appearing.
    this.#sinceSpawn = APPEAR_S;
    this.#reset(body);
  }

  hit(): void {
    this.#sinceHit = 0;
  }

  fire(): void {
    this.#sinceFired = 0;
  }

  hide(): void {
    for (const part of this.#parts) part.setVisible(false);
    this.#flash.setVisible(false);
    this.#shell.setVisible(false);
    this.#charge.setVisible(false);
    this.#tag.show(false);
  }

  draw(body: BodyView, dt: number): void {
    if (body.lives !== this.#lives) {
      this.#lives = body.lives;
      this.#sinceSpawn = 0;
      this.#reset(body);
    }
    if (!body.alive) {
      this.hide();
      return;
    }
    for (const part of this.#parts) part.setVisible(true);
    const opacity = body.connected ? 1 : 0.45;
    this.#drawHull(body, opacity);
    this.#drawRing(body, dt, opacity);
    this.#drawShield(body, dt);
    this.#drawCharge(body);
    this.#drawTag(body, opacity);
    this.#leaveGhosts(body, dt);
    this.#sinceHit += dt;
    this.#sinceFired += dt;
    this.#sinceSpawn += dt;
  }

  #reset(body: BodyView): void {
    this.#health = body.health;
    this.#lost = body.health;
    this.#sinceHit = Infinity;
    this.#sinceFired = Infinity;
  }

  #drawHull(body: BodyView, opacity: number): void {
    const { x, y, aim } = body;
    const size = this.#unit * appearing(this.#sinceSpawn / APPEAR_S);
    const cos = Math.cos(aim);
    const sin = Math.sin(aim);
    const recoil = RECOIL_U * Math.max(0, 1 - this.#sinceFired / RECOIL_S);
    this.#shadow
      .setPosition(x + 0.1, y + 0.2)
      .setScale(size)
      .setAlpha(0.8 * opacity);
    this.#barrel
      .setPosition(x - cos * recoil, y - sin * recoil)
      .setRotation(aim)
      .setScale(size)
      .setAlpha(opacity);
    this.#body.setPosition(x, y).setRotation(aim).setScale(size).setAlpha(opacity);
    const struck = this.#sinceHit < HIT_FLASH_S;
    this.#body.setTintMode(struck ? TintModes.FILL : TintModes.MULTIPLY);
    const flashing = this.#sinceFired < MUZZLE_FLASH_S;
    this.#flash.setVisible(flashing);
    if (flashing) {
      this.#flash.setPosition(x + cos * MUZZLE_U, y + sin * MUZZLE_U).setRotation(aim);
      this.#flash.setAlpha(1 - (this.#sinceFired / MUZZLE_FLASH_S) * 0.6);
    }
  }

  /** Health as the length of a ring, what was just lost in white behind it. */
  #drawRing(body: BodyView, dt: number, opacity: number): void {
    this.#health += (body.health - this.#health) * Math.min(1, HEALTH_FOLLOW * dt);
    this.#lost = Math.max(this.#health, this.#lost + (body.health - this.#lost) * Math.min(1, LOSS_FOLLOW * dt));
    const calm = this.#self ? TINT.selfLight : TINT.otherLight;
    this.#track.setPosition(body.x, body.y).setAlpha(0.75 * opacity);
    this.#loss
      .setPosition(body.x, body.y)
      .setFrame(ringFrame(this.#lost))
      .setAlpha(0.9 * opacity);
    this.#ring.setPosition(body.x, body.y).setFrame(ringFrame(this.#health)).setAlpha(opacity);
    this.#ring.setTint(body.health <= LOW_HEALTH ? TINT.danger : calm);
  }

  #drawShield(body: BodyView, dt: number): void {
    this.#shield += ((body.shielded ? 1 : 0) - this.#shield) * Math.min(1, 12 * dt);
    this.#shell.setVisible(this.#shield > 0.02);
    const pulse = Math.sin(this.#sinceSpawn * 7) * 0.5 + 0.5;
    this.#shell.setPosition(body.x, body.y).setAlpha(this.#shield * (0.5 + pulse * 0.35));
    this.#shell.setScale(this.#unit * (0.97 + pulse * 0.05 + (1 - this.#shield) * 0.35));
  }

  /** The rail gathers light at the muzzle before it fires: a warning to everybody. */
  #drawCharge({ x, y, aim, charge }: BodyView): void {
    this.#charge.setVisible(charge > 0);
    if (charge === 0) return;
    this.#charge.setPosition(x + Math.cos(aim) * MUZZLE_U, y + Math.sin(aim) * MUZZLE_U);
    this.#charge.setScale(this.#unit * (0.3 + 0.75 * charge)).setAlpha(0.45 + 0.55 * charge);
  }

  #drawTag(body: BodyView, opacity: number): void {
    this.#tag.show(!this.#self);
    if (this.#self) return;
    this.#tag.label(body);
    this.#tag.place(body.x, body.y, 0.92 * opacity);
    this.#tag.show(true);
  }

  /** Afterimages along a dash. */
  #leaveGhosts(body: BodyView, dt: number): void {
    this.#sinceGhost += dt;
    if (!body.dashing || this.#sinceGhost < GHOST_EVERY_S) return;
    this.#sinceGhost = 0;
    const sprite = this.#self ? "selfGhost" : "otherGhost";
    const ghost = this.#trails.spawn(sprite, body.x, body.y, 0.28, this.#self ? TINT.self : TINT.other);
    ghost.image.rotation = body.aim;
    ghost.alpha = 0.5;
    ghost.scaleTo = 0.72;
  }
}

/** Grows past its size and settles (a "back" ease). */
function appearing(done: number): number {
  if (done >= 1) return 1;
  const left = done - 1;
  return 1 + 2.7 * left * left * left + 1.7 * left * left;
}
