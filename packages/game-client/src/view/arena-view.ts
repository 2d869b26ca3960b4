import type { Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { Scene } from "phaser";

import type { Frame } from "../connection/frame.ts";
import type { CameraView } from "../drawing/camera-view.ts";
import { LabelPlaces } from "../drawing/labels/label-places.ts";
import { LabelSheet } from "../drawing/labels/label-sheet.ts";
import { createLayers } from "../drawing/layers.ts";
import { colorsOf } from "../drawing/palette.ts";
import { ParticlePool } from "../drawing/particles.ts";
import type { QualityLevel } from "../drawing/quality.ts";
import { SpriteSheet } from "../drawing/sprites/sprite-sheet.ts";
import type { ViewContext } from "../drawing/view-context.ts";
import type { Drawing } from "../objectives/drawing.ts";
import { createDrawings } from "../objectives/drawings.ts";
import type { Pieces } from "../platform/in-pieces.ts";
import type { Settings } from "../settings/settings.ts";
import { Bodies } from "./bodies/bodies.ts";
import type { CameraRig } from "./camera-rig.ts";
import { Crosshair } from "./crosshair.ts";
import { Effects } from "./effects/effects.ts";
import { Foliage } from "./ground/foliage.ts";
import { Ground } from "./ground/ground.ts";
import { MapBorder } from "./ground/map-border.ts";
import { Pickups } from "./items/pickups.ts";
import { Teleporters } from "./items/teleporters.ts";
import { Shots } from "./shots/shots.ts";
import { spritesOf } from "./sprites/sprites-of.ts";
import { TeamMarks } from "./team-marks.ts";

const TRAIL_COUNT = 64;
const SMOKE_COUNT = 160;

/** The inputs of a view's painted textures. When any of them changes, a new view is needed. */
export interface Painted {
  readonly arena: Arena;
  /** Canvas pixels per u. */
  readonly density: number;
  readonly palette: Settings["palette"];
  readonly quality: QualityLevel;
}

/** Everything that is drawn of an arena, with the textures for it. It is hidden until it is shown. */
export class ArenaView {
  readonly painted: Painted;
  readonly #context: ViewContext;
  readonly #ground: Ground;
  readonly #hull: MapBorder;
  readonly #foliage: Foliage;
  readonly #objectives: readonly Drawing[];
  readonly #teleporters: Teleporters;
  readonly #pickups: Pickups;
  readonly #trails: ParticlePool;
  readonly #smoke: ParticlePool;
  readonly #bodies: Bodies;
  readonly #shots: Shots;
  readonly #teamMarks: TeamMarks;
  readonly #crosshair: Crosshair;
  readonly #effects: Effects;

  /** `key` names the textures. It must be unique for each view of a scene. */
  constructor(runtime: Runtime, scene: Scene, key: string, painted: Painted, camera: CameraRig) {
    const { arena, density, palette, quality } = painted;
    const colors = colorsOf(palette);
    const context: ViewContext = {
      runtime,
      scene,
      sheet: new SpriteSheet(scene, `${key}:sprites`, density, spritesOf(colors)),
      labels: new LabelSheet(scene, `${key}:labels`, density),
      names: new LabelPlaces(),
      layers: createLayers(scene),
      colors,
      quality,
    };
    const { sheet, layers } = context;
    this.painted = painted;
    this.#context = context;
    this.#ground = new Ground(context, arena, `${key}:ground`, density);
    this.#hull = new MapBorder(context, arena);
    this.#objectives = createDrawings(context, arena);
    this.#foliage = new Foliage(context, arena, `${key}:foliage`, density);
    this.#teleporters = new Teleporters(context, arena);
    this.#pickups = new Pickups(context);
    this.#trails = new ParticlePool(sheet, layers.trails, TRAIL_COUNT);
    this.#smoke = new ParticlePool(sheet, layers.smoke, SMOKE_COUNT);
    this.#bodies = new Bodies(context, this.#trails);
    this.#shots = new Shots(context, this.#bodies, this.#smoke);
    this.#teamMarks = new TeamMarks(context);
    this.#crosshair = new Crosshair(context);
    this.#effects = new Effects(context, { bodies: this.#bodies, crosshair: this.#crosshair, camera });
    this.show(false);
  }

  /** Paints the textures. Until that is done, the view should not be shown. */
  *paint(): Pieces {
    yield* this.#context.sheet.paint();
    yield* this.#ground.paint();
    yield* this.#foliage.paint();
  }

  show(shown: boolean): void {
    for (const layer of Object.values(this.#context.layers)) layer.setVisible(shown);
  }

  draw(frame: Frame, dt: number, cameraView: CameraView): void {
    this.#context.names.clear();
    this.#ground.draw(cameraView);
    this.#hull.draw(cameraView);
    for (const drawing of this.#objectives) drawing.draw(frame, dt, cameraView);
    this.#teleporters.draw(dt, cameraView);
    this.#pickups.draw(frame.pickups, dt, cameraView);
    this.#bodies.draw(frame, dt);
    this.#foliage.draw(frame, dt, cameraView);
    this.#shots.draw(frame.shots, dt);
    this.#effects.play(frame);
    this.#effects.update(dt, frame.self);
    this.#trails.update(dt);
    this.#smoke.update(dt);
    this.#teamMarks.draw(frame, cameraView);
    this.#crosshair.draw(dt, cameraView, frame.self);
    this.#context.labels.flush();
  }

  destroy(): void {
    for (const layer of Object.values(this.#context.layers)) layer.destroy();
    this.#ground.destroy();
    this.#foliage.destroy();
    this.#context.sheet.destroy();
    this.#context.labels.destroy();
  }
}
