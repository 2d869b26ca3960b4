import { Scene } from "phaser";

import type { Frame, Point } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import type { Controls } from "../controls/controls.ts";
import { ArenaView } from "../view/arena-view.ts";
import { CameraRig } from "../view/camera-rig.ts";
import { zoomFor } from "../view/viewport.ts";

/** After a longer pause than this the picture goes on, rather than catching up. */
const MAX_STEP_S = 0.1;
/** The view is painted anew when the screen's pixels per u differ from what it was painted for by more than this. */
const DENSITY_TOLERANCE = 0.12;

export interface ArenaSceneOptions {
  readonly game: Game;
  readonly controls: Controls;
  /** Canvas pixels per CSS pixel. */
  readonly pixelRatio: () => number;
  readonly onFrame: (frame: Frame, now: number) => void;
}

/** Once per rendered frame: ask the game what there is to see, and show it. */
export class ArenaScene extends Scene {
  readonly #options: ArenaSceneOptions;
  readonly #rig = new CameraRig();
  #view: ArenaView | undefined;
  #views = 0;
  #last = 0;
  #self: Point | undefined;

  constructor(options: ArenaSceneOptions) {
    super("arena");
    this.#options = options;
  }

  create(): void {
    this.#fit();
  }

  override update(now: number): void {
    const { game, controls, onFrame } = this.#options;
    const dt = Math.min(MAX_STEP_S, Math.max(0, (now - this.#last) / 1000));
    this.#last = now;
    if (this.#self) controls.aimFrom(this.toScreen(this.#self.x, this.#self.y));
    const frame = game.frame(now, controls.read(now));
    this.#self = frame.self;
    this.#fit();
    this.#moveCamera(frame, dt);
    const { pointer } = controls;
    this.#view?.draw(frame, dt, pointer && this.#toWorld(pointer), 1 / this.#zoom());
    onFrame(frame, now);
  }

  /** Where a place in the world is on the page, in CSS pixels from the canvas' top left corner. */
  toScreen(x: number, y: number): Point {
    const zoom = this.#zoom();
    return {
      x: (x - this.#rig.x) * zoom + this.#width() / 2,
      y: (y - this.#rig.y) * zoom + this.#height() / 2,
    };
  }

  #toWorld(point: Point): Point {
    const zoom = this.#zoom();
    return {
      x: (point.x - this.#width() / 2) / zoom + this.#rig.x,
      y: (point.y - this.#height() / 2) / zoom + this.#rig.y,
    };
  }

  #moveCamera(frame: Frame, dt: number): void {
    const { game, controls, pixelRatio } = this.#options;
    const zoom = this.#zoom();
    const width = this.#width();
    const height = this.#height();
    const { pointer } = controls;
    this.#rig.update(
      dt,
      frame.focus,
      { x: pointer ? (pointer.x - width / 2) / zoom : 0, y: pointer ? (pointer.y - height / 2) / zoom : 0 },
      {
        mapWidth: game.arena.width,
        mapHeight: game.arena.height,
        viewWidth: width / zoom,
        viewHeight: height / zoom,
      },
    );
    const camera = this.cameras.main;
    camera.setZoom(zoom * pixelRatio());
    camera.centerOn(this.#rig.x + this.#rig.shakeX / zoom, this.#rig.y + this.#rig.shakeY / zoom);
  }

  /** Paints the view for the size the screen has now. */
  #fit(): void {
    const density = this.#zoom() * this.#options.pixelRatio();
    if (this.#view && Math.abs(density / this.#view.density - 1) < DENSITY_TOLERANCE) return;
    this.#view?.destroy();
    this.#view = new ArenaView(this, `view${this.#views++}`, this.#options.game.arena, density, this.#rig);
  }

  #zoom(): number {
    return zoomFor(this.#width(), this.#height());
  }

  /** Of the screen, in CSS pixels. */
  #width(): number {
    return this.scale.width / this.#options.pixelRatio();
  }

  #height(): number {
    return this.scale.height / this.#options.pixelRatio();
  }
}
