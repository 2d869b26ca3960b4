import type { Arena } from "@fray/shared-state/arena/arena";
import type { Scene } from "phaser";

import type { Frame } from "../connection/frame.ts";
import { Beams } from "./beams.ts";
import { Bodies } from "./bodies.ts";
import { Burst } from "./burst.ts";
import type { CameraRig } from "./camera-rig.ts";
import { Crosshair } from "./crosshair.ts";
import { DamageNumbers } from "./damage-numbers.ts";
import { Effects } from "./effects.ts";
import { Ground } from "./ground/ground.ts";
import { Hull } from "./ground/hull.ts";
import { createLayers, type Layers } from "./layers.ts";
import type { Outlook } from "./outlook.ts";
import { ParticlePool } from "./particles.ts";
import { Pickups } from "./pickups.ts";
import { Shots } from "./shots.ts";
import { SpriteSheet } from "./sprites/sprite-sheet.ts";

const TRAIL_COUNT = 64;

/** Everything drawn of an arena, painted for one density of pixels. A new size of the screen takes a new view. */
export class ArenaView {
  /** Screen pixels per u that it was painted for. */
  readonly density: number;
  readonly #layers: Layers;
  readonly #sheet: SpriteSheet;
  readonly #ground: Ground;
  readonly #hull: Hull;
  readonly #trails: ParticlePool;
  readonly #bodies: Bodies;
  readonly #pickups: Pickups;
  readonly #shots: Shots;
  readonly #beams: Beams;
  readonly #burst: Burst;
  readonly #numbers: DamageNumbers;
  readonly #crosshair: Crosshair;
  readonly #effects: Effects;

  /** `key` must be new for each view of a scene: it names the textures. */
  constructor(scene: Scene, key: string, arena: Arena, density: number, camera: CameraRig) {
    this.density = density;
    this.#layers = createLayers(scene);
    this.#sheet = new SpriteSheet(scene, `${key}:sprites`, density);
    this.#ground = new Ground(scene, this.#layers.ground, arena, `${key}:ground`, density);
    this.#hull = new Hull(scene, this.#layers.ground, arena);
    this.#trails = new ParticlePool(this.#sheet, this.#layers.trails, TRAIL_COUNT, true);
    this.#bodies = new Bodies(scene, this.#sheet, this.#layers, density, this.#trails);
    this.#pickups = new Pickups(this.#sheet, this.#layers);
    this.#shots = new Shots(this.#sheet, this.#layers);
    this.#beams = new Beams(this.#sheet, this.#layers);
    this.#burst = new Burst(this.#sheet, this.#layers);
    this.#numbers = new DamageNumbers(scene, this.#layers, density);
    this.#crosshair = new Crosshair(this.#sheet, this.#layers);
    this.#effects = new Effects({
      bodies: this.#bodies,
      beams: this.#beams,
      burst: this.#burst,
      numbers: this.#numbers,
      crosshair: this.#crosshair,
      camera,
    });
  }

  draw(frame: Frame, dt: number, outlook: Outlook): void {
    this.#ground.draw(outlook);
    this.#hull.draw(outlook);
    this.#pickups.draw(frame.pickups, dt);
    this.#bodies.draw(frame, dt);
    this.#shots.draw(frame.shots);
    this.#effects.play(frame);
    this.#beams.update(dt);
    this.#burst.update(dt, frame.self);
    this.#trails.update(dt);
    this.#numbers.update(dt);
    this.#crosshair.draw(dt, outlook, frame.self);
  }

  destroy(): void {
    this.#hull.destroy();
    this.#ground.destroy();
    for (const layer of Object.values(this.#layers)) layer.destroy();
    this.#sheet.destroy();
  }
}
