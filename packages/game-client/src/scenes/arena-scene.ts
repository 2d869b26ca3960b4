import type { Input } from "@fray/shared-state/schema/input-frame";
import { Scene } from "phaser";

import type { Frame, Point } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import type { Controls } from "../controls/controls.ts";
import { ArenaView } from "../view/arena-view.ts";
import { CameraRig } from "../view/camera-rig.ts";
import { zoomFor } from "../view/viewport.ts";

/** After a longer pause than this the picture goes on, rather than catching up. */
const MAX_STEP_S = 0.1;
const MUTE_S = 0.12;

export interface ArenaSceneOptions {
  readonly game: Game;
  readonly controls: Controls;
  /** Canvas pixels per CSS pixel. */
  readonly pixelRatio: () => number;
  readonly onFrame: (frame: Frame, now: number, input: Input) => void;
}

/** Once per rendered frame: ask the game what there is to see, and show it. */
export class ArenaScene extends Scene {
  readonly #options: ArenaSceneOptions;
  readonly #rig = new CameraRig();
  #view: ArenaView | undefined;
  #views = 0;
  #last = 0;
  #self: Point | undefined;
  /** Canvas pixels per u. */
  #zoom = 1;
  #muted = 0;
  /** What is in the middle of the screen, in u. */
  readonly #centre = { x: 0, y: 0 };

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
    const input = controls.read(now);
    const frame = game.frame(now, input);
    this.#self = frame.self;
    this.#fit();
    this.#moveCamera(frame, dt);
    const { pointer } = controls;
    this.#view?.draw(frame, dt, {
      centre: this.#centre,
      width: this.scale.width / this.#zoom,
      height: this.scale.height / this.#zoom,
      zoom: this.#zoom,
      pixel: this.#options.pixelRatio() / this.#zoom,
      muted: this.#mute(frame, dt),
      pointer: pointer && this.#toWorld(pointer),
    });
    onFrame(frame, now, input);
  }

  /** Where a place in the world is on the page, in CSS pixels from the canvas' top left corner. */
  toScreen(x: number, y: number): Point {
    const ratio = this.#options.pixelRatio();
    return {
      x: ((x - this.#centre.x) * this.#zoom + this.scale.width / 2) / ratio,
      y: ((y - this.#centre.y) * this.#zoom + this.scale.height / 2) / ratio,
    };
  }

  #toWorld(point: Point): Point {
    const ratio = this.#options.pixelRatio();
    return {
      x: (point.x * ratio - this.scale.width / 2) / this.#zoom + this.#centre.x,
      y: (point.y * ratio - this.scale.height / 2) / this.#zoom + this.#centre.y,
    };
  }

  /** A fallen player, or one whose line is down, still watches; the colour goes out of the arena. */
  #mute({ self }: Frame, dt: number): number {
    const online = this.#options.game.status().state === "online";
    const target = !online ? 0.95 : self?.alive === false ? 0.7 : 0;
    this.#muted += (target - this.#muted) * (1 - Math.exp(-dt / MUTE_S));
    return this.#muted;
  }

  #moveCamera(frame: Frame, dt: number): void {
    const { arena } = this.#options.game;
    const { pointer } = this.#options.controls;
    const leaning = pointer && this.#toWorld(pointer);
    this.#rig.update(
      dt,
      frame.focus,
      { x: leaning ? leaning.x - this.#centre.x : 0, y: leaning ? leaning.y - this.#centre.y : 0 },
      {
        mapWidth: arena.width,
        mapHeight: arena.height,
        viewWidth: this.scale.width / this.#zoom,
        viewHeight: this.scale.height / this.#zoom,
      },
    );
    // On whole pixels, so that the ground is drawn pixel for pixel. An odd screen has its middle on half a pixel.
    this.#centre.x = this.#snap(this.#rig.x * this.#zoom + this.#rig.shakeX, this.scale.width);
    this.#centre.y = this.#snap(this.#rig.y * this.#zoom + this.#rig.shakeY, this.scale.height);
    this.cameras.main.setZoom(this.#zoom).centerOn(this.#centre.x, this.#centre.y);
  }

  #snap(pixels: number, screenSize: number): number {
    const half = (screenSize % 2) / 2;
    return (Math.round(pixels - half) + half) / this.#zoom;
  }

  /** Paints the view for the size the screen has now. */
  #fit(): void {
    this.#zoom = zoomFor(this.scale.width, this.scale.height);
    if (this.#view?.density === this.#zoom) return;
    this.#view?.destroy();
    this.#view = new ArenaView(this, `view${this.#views++}`, this.#options.game.arena, this.#zoom, this.#rig);
  }
}
