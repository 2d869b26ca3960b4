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
  readonly #free: Particle[] = [];
  /** Those in use, oldest first. */
  readonly #used: Particle[] = [];
  readonly #unit: number;

  constructor(sheet: SpriteSheet, layer: GameObjects.Layer, count: number) {
    this.#unit = sheet.unit;
    for (let index = 0; index < count; index++) {
      const particle = new Particle(sheet.image(layer, "spark"));
      particle.age = particle.life;
      this.#free.push(particle);
    }
  }

  /**
   * Returns a particle at rest, opaque, in its painted size. The caller sets all other values before the next update.
   */
  spawn(sprite: SpriteName, x: number, y: number, life: number, tint: number): Particle {
    const particle = this.#take();
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
    // A sprite of another size takes long to set.
    if (particle.image.frame.name !== sprite) particle.image.setFrame(sprite);
    particle.image.setTint(tint).setVisible(true).setRotation(0);
    return particle;
  }

  update(dt: number): void {
    let kept = 0;
    for (const particle of this.#used) {
      if (particle.age < particle.life) this.#advance(particle, dt);
      if (particle.age < particle.life) this.#used[kept++] = particle;
      else this.#free.push(particle);
    }
    this.#used.length = kept;
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

  #take(): Particle {
    const particle = this.#free.pop() ?? this.#used.shift();
    if (!particle) throw new Error("a particle pool needs at least one particle");
    this.#used.push(particle);
    return particle;
  }
}

const easeOut = (done: number): number => 1 - (1 - done) * (1 - done) * (1 - done);
