import type { Point } from "../connection/frame.ts";
import { prefersReducedMotion } from "../settings/reduced-motion.ts";
import type { Layers } from "./layers.ts";
import { TINT } from "./palette.ts";
import { ParticlePool, type Particle } from "./particles.ts";
import type { SpriteSheet } from "./sprites/sprite-sheet.ts";

const GLOW_COUNT = 160;
const DEBRIS_COUNT = 96;
const STAIN_COUNT = 12;
const STAIN_S = 9;

/** The recipes of sparks, shards, rings and glows for what happens in a fight. */
export class Burst {
  readonly #glow: ParticlePool;
  readonly #debris: ParticlePool;
  readonly #stains: ParticlePool;
  #hurt: Particle | undefined;

  constructor(sheet: SpriteSheet, layers: Layers) {
    this.#glow = new ParticlePool(sheet, layers.glow, GLOW_COUNT, true);
    this.#debris = new ParticlePool(sheet, layers.debris, DEBRIS_COUNT, false);
    this.#stains = new ParticlePool(sheet, layers.stains, STAIN_COUNT, false);
  }

  /** `self` is where the player is: the bow of a hit stays around them. */
  update(dt: number, self: Point | undefined): void {
    if (this.#hurt && self) {
      this.#hurt.x = self.x;
      this.#hurt.y = self.y;
    }
    this.#glow.update(dt);
    this.#debris.update(dt);
    this.#stains.update(dt);
  }

  /** Sparks thrown back from a wall that a shot flying along `angle` ended on. */
  wallImpact(at: Point, angle: number): void {
    this.#sparks(at, angle + Math.PI, 1.15, 7, 7, TINT.spark);
    this.#flare(at, 0.55, 0.1, TINT.spark);
    const puff = this.#debris.spawn("puff", at.x, at.y, 0.4, TINT.smoke);
    puff.launch(angle + Math.PI, 0.9);
    puff.alpha = 0.7;
    puff.scaleFrom = 0.5;
    puff.scaleTo = 1.5;
  }

  bodyHit(at: Point, angle: number, tint: number): void {
    this.#sparks(at, angle + Math.PI, 0.8, 6, 6, TINT.white);
    this.#flare(at, 0.6, 0.12, tint);
    this.#shards(at, angle, 0.7, 3, tint, 0.55);
  }

  shieldHit(at: Point, angle: number): void {
    this.#sparks(at, angle + Math.PI, 1.2, 5, 5, TINT.shield);
    this.#wave(at, 0.15, 0.75, 0.22, TINT.shield);
  }

  /** Where a rail's beam ended. */
  railImpact(at: Point, angle: number, tint: number): void {
    this.#sparks(at, angle + Math.PI, 1.3, 12, 9, tint);
    this.#flare(at, 1, 0.18, tint);
    this.#flare(at, 0.5, 0.1, TINT.white);
    this.#wave(at, 0.1, 0.7, 0.3, tint);
  }

  /** A health pack taken. */
  healed(at: Point): void {
    this.#wave(at, 0.3, 1.1, 0.4, TINT.heal);
    this.#flare(at, 1.1, 0.25, TINT.heal);
    this.#sparks(at, -Math.PI / 2, Math.PI, 9, 4, TINT.heal);
  }

  /** A bow around the player on the side from which it was hit. One at a time: it turns to the latest hit. */
  hurtFrom(self: Point, angle: number, damaged: boolean): void {
    this.#hurt?.end();
    const bow = this.#glow.spawn("hurtArc", self.x, self.y, 0.5, damaged ? TINT.danger : TINT.shield);
    bow.image.rotation = angle;
    bow.scaleFrom = 1.08;
    this.#hurt = bow;
  }

  death(at: Point, tint: number): void {
    this.#flare(at, 2.6, 0.22, tint);
    this.#flare(at, 1.3, 0.12, TINT.white);
    this.#wave(at, 0.3, 2.1, 0.5, tint);
    this.#wave(at, 0.2, 1.2, 0.32, TINT.white);
    this.#shards(at, 0, Math.PI, 16, tint, 1);
    this.#sparks(at, 0, Math.PI, 18, 11, tint);
    this.#smoke(at, 6);
    const stain = this.#stains.spawn("stain", at.x, at.y, STAIN_S, 0x04070b);
    stain.image.rotation = Math.random() * Math.PI * 2;
    stain.alpha = 0.5;
    stain.scaleFrom = 0.8;
    stain.scaleTo = 1;
  }

  /** A ring that closes where a body appears, and one that leaves it. */
  arrival(at: Point, tint: number): void {
    this.#wave(at, 2.2, 0.4, 0.38, tint);
    this.#wave(at, 0.4, 1.15, 0.55, TINT.shield);
    this.#flare(at, 1.7, 0.4, tint);
    this.#sparks(at, 0, Math.PI, 10, 5, tint);
  }

  #sparks(at: Point, angle: number, spread: number, count: number, speed: number, tint: number): void {
    for (let index = 0; index < fewer(count); index++) {
      const spark = this.#glow.spawn("spark", at.x, at.y, between(0.14, 0.34), tint);
      spark.launch(angle + between(-spread, spread), speed * between(0.35, 1.15));
      spark.drag = 5;
      // Apart from the start: eight sparks in one place are a white blot.
      const ahead = between(0, 0.035);
      spark.x += spark.vx * ahead;
      spark.y += spark.vy * ahead;
      spark.scaleFrom = between(0.55, 1.1);
      spark.scaleTo = 0.3;
    }
  }

  #shards(at: Point, angle: number, spread: number, count: number, tint: number, size: number): void {
    for (let index = 0; index < fewer(count); index++) {
      const shard = this.#debris.spawn("shard", at.x, at.y, between(0.4, 0.85), tint);
      shard.launch(angle + between(-spread, spread), between(2, 8.5));
      shard.drag = 4.2;
      shard.spin = between(-14, 14);
      shard.scaleFrom = size * between(0.6, 1.35);
      shard.scaleTo = shard.scaleFrom * 0.55;
    }
  }

  #smoke(at: Point, count: number): void {
    for (let index = 0; index < fewer(count); index++) {
      const puff = this.#debris.spawn("puff", at.x, at.y, between(0.5, 1), TINT.smoke);
      puff.launch(between(-Math.PI, Math.PI), between(0.5, 2.4));
      puff.drag = 3;
      puff.alpha = 0.6;
      puff.scaleTo = between(1.8, 2.8);
    }
  }

  #flare(at: Point, size: number, life: number, tint: number): void {
    const flare = this.#glow.spawn("glow", at.x, at.y, life, tint);
    flare.scaleFrom = size;
    flare.scaleTo = size * 0.6;
  }

  #wave(at: Point, from: number, to: number, life: number, tint: number): void {
    const wave = this.#glow.spawn("wave", at.x, at.y, life, tint);
    wave.scaleFrom = from;
    wave.scaleTo = to;
    wave.alpha = 0.85;
  }
}

const fewer = (count: number): number => (prefersReducedMotion() ? Math.ceil(count / 3) : count);
const between = (low: number, high: number): number => low + Math.random() * (high - low);
