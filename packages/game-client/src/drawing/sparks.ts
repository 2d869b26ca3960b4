import type { Runtime } from "@fray/netcode/core";

import type { Point } from "../connection/frame.ts";
import { prefersReducedMotion } from "../settings/reduced-motion.ts";
import { ParticlePool, type Particle } from "./particles.ts";
import type { QualityLevel } from "./quality.ts";
import type { ViewContext } from "./view-context.ts";

const GLOW_COUNT = 220;
const DEBRIS_COUNT = 120;
const LIGHT_COUNT = 12;

/** The basic effects that all others consist of: sparks, shards, smoke, flares, rings and light on the floor. */
export class Sparks {
  readonly #runtime: Runtime;
  readonly #glow: ParticlePool;
  readonly #debris: ParticlePool;
  readonly #light: ParticlePool;
  readonly #quality: QualityLevel;

  constructor({ runtime, sheet, layers, quality }: ViewContext) {
    this.#runtime = runtime;
    this.#glow = new ParticlePool(sheet, layers.glow, GLOW_COUNT);
    this.#debris = new ParticlePool(sheet, layers.debris, DEBRIS_COUNT);
    this.#light = new ParticlePool(sheet, layers.light, LIGHT_COUNT);
    this.#quality = quality;
  }

  update(dt: number): void {
    this.#glow.update(dt);
    this.#debris.update(dt);
    this.#light.update(dt);
  }

  /** Sparks from `at`, `spread` rad to either side of `angle`, at up to about `speed` u/s. */
  sparks(at: Point, angle: number, spread: number, count: number, speed: number, tint: number): void {
    for (let index = 0; index < this.#fewer(count); index++) {
      const spark = this.#glow.spawn("spark", at.x, at.y, this.#between(0.14, 0.34), tint);
      spark.launch(angle + this.#between(-spread, spread), speed * this.#between(0.35, 1.15));
      spark.drag = 5;
      // The sparks start at slightly different places: eight sparks in one place look like a white spot.
      const ahead = this.#between(0, 0.035);
      spark.x += spark.vx * ahead;
      spark.y += spark.vy * ahead;
      spark.scaleFrom = this.#between(0.55, 1.1);
      spark.scaleTo = 0.3;
    }
  }

  shards(at: Point, angle: number, spread: number, count: number, tint: number, size: number): void {
    for (let index = 0; index < this.#fewer(count); index++) {
      const shard = this.#debris.spawn("shard", at.x, at.y, this.#between(0.4, 0.85), tint);
      shard.launch(angle + this.#between(-spread, spread), this.#between(2, 8.5));
      shard.drag = 4.2;
      shard.spin = this.#between(-14, 14);
      shard.scaleFrom = size * this.#between(0.6, 1.35);
      shard.scaleTo = shard.scaleFrom * 0.55;
    }
  }

  /** Smoke that drifts away at up to `speed` u/s and grows to `size` times its painted size. */
  smoke(at: Point, count: number, speed: number, size: number, tint: number): void {
    for (let index = 0; index < this.#fewer(count); index++) {
      const puff = this.#debris.spawn("puff", at.x, at.y, this.#between(0.5, 1), tint);
      puff.launch(this.#between(-Math.PI, Math.PI), speed * this.#between(0.2, 1));
      puff.drag = 3;
      puff.alpha = 0.6;
      puff.scaleFrom = size * 0.4;
      puff.scaleTo = size * this.#between(0.75, 1.15);
    }
  }

  /** A glow with a radius of `size` u that shrinks. */
  flare(at: Point, size: number, life: number, tint: number): void {
    const flare = this.#glow.spawn("glow", at.x, at.y, life, tint);
    flare.scaleFrom = size;
    flare.scaleTo = size * 0.6;
  }

  /** Light on the floor with a radius of `size` u. */
  light(at: Point, size: number, life: number, tint: number, strength = 0.7): void {
    if (this.#quality === "low") return;
    const light = this.#light.spawn("glow", at.x, at.y, life, tint);
    light.alpha = strength;
    light.scaleFrom = size;
    light.scaleTo = size;
  }

  /** A ring whose radius changes from `from` to `to`, in u. */
  wave(at: Point, from: number, to: number, life: number, tint: number): Particle {
    const wave = this.#glow.spawn("wave", at.x, at.y, life, tint);
    wave.scaleFrom = from;
    wave.scaleTo = to;
    wave.alpha = 0.85;
    return wave;
  }

  /** Spiral arms that turn inwards and shrink, or outwards and grow. */
  swirl(at: Point, from: number, to: number, life: number, tint: number): void {
    const swirl = this.#glow.spawn("swirl", at.x, at.y, life, tint);
    swirl.scaleFrom = from;
    swirl.scaleTo = to;
    swirl.spin = prefersReducedMotion() ? 0 : -9;
  }

  #fewer(count: number): number {
    if (prefersReducedMotion()) return Math.ceil(count / 3);
    return this.#quality === "low" ? Math.ceil(count / 2) : count;
  }

  #between(low: number, high: number): number {
    return low + this.#runtime.random() * (high - low);
  }
}
