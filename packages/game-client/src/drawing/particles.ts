import type { GameObjects } from "phaser";

import type { SpriteName } from "./sprites/sprite-names.ts";
import type { SpriteSheet } from "./sprites/sprite-sheet.ts";

/**
 * A sprite that moves, turns, grows and fades until it disappears. Lengths in u, times in seconds, angles in radians.
 */
export class Particle {
  x = 0;
  y = 0;
  vx = 0;
  vy = 0;
  /** Exponential rate of slowing down, per second: 0 keeps the speed, 5 stops within half a second. */
  drag = 0;
  spin = 0;
  life = 1;
  age = 0;
  /** Size at birth, as a multiple of the painted size; `scaleTo` is the size at the end. */
  scaleFrom = 1;
  scaleTo = 1;
  /** Opacity of a new particle. It fades to 0. */
  alpha = 1;
  readonly image: GameObjects.Image;

  constructor(image: GameObjects.Image) {
    this.image = image;
  }

  /** Starts the particle along `angle` and turns it that way. */
  launch(angle: number, speed: number): void {
    this.vx = Math.cos(angle) * speed;
    this.vy = Math.sin(angle) * speed;
    this.image.rotation = angle;
  }

  end(): void {
    this.age = this.life;
    this.image.setVisible(false);
  }
}

/** A fixed number of reused particles. When all are in use, a new one replaces the oldest. */
export class ParticlePool {
  readonly #particles: Particle[] = [];
  readonly #unit: number;
  #next = 0;

  constructor(sheet: SpriteSheet, layer: GameObjects.Layer, count: number) {
    this.#unit = sheet.unit;
    for (let index = 0; index < count; index++) {
      const particle = new Particle(sheet.image(layer, "spark"));
      particle.age = particle.life;
      this.#particles.push(particle);
    }
  }

  /**
   * Returns a particle at rest, opaque, in its painted size. The caller sets all other values before the next update.
   */
  spawn(sprite: SpriteName, x: number, y: number, life: number, tint: number): Particle {
    const particle = this.#free();
    particle.x = x;
    particle.y = y;
    particle.vx = 0;
    particle.vy = 0;
    particle.drag = 0;
    particle.spin = 0;
    particle.life = life;
    particle.age = 0;
    particle.scaleFrom = 1;
    particle.scaleTo = 1;
    particle.alpha = 1;
    particle.image.setFrame(sprite).setTint(tint).setVisible(true).setRotation(0);
    return particle;
  }

  update(dt: number): void {
    for (const particle of this.#particles) if (particle.age < particle.life) this.#advance(particle, dt);
  }

  #advance(particle: Particle, dt: number): void {
    const { image } = particle;
    const done = particle.age / particle.life;
    image.setPosition(particle.x, particle.y);
    image.setScale(this.#unit * (particle.scaleFrom + (particle.scaleTo - particle.scaleFrom) * easeOut(done)));
    image.setAlpha(particle.alpha * (1 - done * done));
    particle.age += dt;
    if (particle.age >= particle.life) image.setVisible(false);
    const kept = Math.exp(-particle.drag * dt);
    particle.x += particle.vx * dt;
    particle.y += particle.vy * dt;
    particle.vx *= kept;
    particle.vy *= kept;
    image.rotation += particle.spin * dt;
  }

  /** Returns the first free particle in the order of use, or the oldest particle. */
  #free(): Particle {
    const { length } = this.#particles;
    for (let tried = 0; tried < length; tried++) {
      const particle = this.#particles[(this.#next + tried) % length];
      if (particle && particle.age >= particle.life) {
        this.#next = (this.#next + tried + 1) % length;
        return particle;
      }
    }
    const oldest = this.#particles[this.#next];
    if (!oldest) throw new Error("a particle pool needs at least one particle");
    this.#next = (this.#next + 1) % length;
    return oldest;
  }
}

const easeOut = (done: number): number => 1 - (1 - done) * (1 - done) * (1 - done);
