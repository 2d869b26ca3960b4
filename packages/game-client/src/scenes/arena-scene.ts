import { wait, type Runtime } from "@fray/netcode/core";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { Renderer, Scene } from "phaser";

import type { Frame, Point } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import type { Controls } from "../controls/controls.ts";
import type { Quality } from "../drawing/quality.ts";
import { workInPieces } from "../platform/in-pieces.ts";
import { optional } from "../platform/optional.ts";
import { prefersReducedMotion } from "../settings/reduced-motion.ts";
import { settings } from "../settings/settings.ts";
import { ArenaView, type Painted } from "../view/arena-view.ts";
import { CameraRig } from "../view/camera-rig.ts";
import { canvasSizeFor, type CanvasSize } from "../view/canvas-size.ts";
import { usePlainTint } from "../view/plain-tint.ts";
import { viewportFor, type Viewport } from "../view/viewport.ts";

/** After a longer pause than this, animations continue instead of catching up. */
const MAX_STEP_S = 0.1;
const MUTE_S = 0.12;
/** Another map appears out of the dark in this time, in ms. */
const FADE_MS = 250;

export interface ArenaSceneOptions {
  readonly runtime: Runtime;
  readonly game: Game;
  readonly controls: Controls;
  readonly quality: Quality;
  /** The element that the canvas fills. */
  readonly surface: HTMLElement;
  readonly onFrame: (frame: Frame, now: number, input: Input) => void;
}

/** The Phaser scene of the arena. Once per rendered frame it asks the game for a frame and draws it. */
export class ArenaScene extends Scene {
  readonly #options: ArenaSceneOptions;
  readonly #rig: CameraRig;
  /** The view that is drawn, unless it shows another map than the game's. */
  #view: ArenaView | undefined;
  /** The view that is being painted. */
  #next: { readonly painted: Painted; readonly stop: AbortController } | undefined;
  /** Whether the graphics card has lost what was painted. */
  #lost = false;
  /** Reports the first frame, whose drawing has compiled the shaders. */
  #reportFirst: (() => void) | undefined;
  #isFirst = true;
  #onDrawn: () => void = () => {};
  #onFailed: (error: unknown) => void = (error) => optional(() => reportError(error));
  #views = 0;
  #last = 0;
  #self: Point | undefined;
  #size: CanvasSize = { width: 1, height: 1, perCssX: 1, perCssY: 1 };
  /** Canvas pixels per u. */
  #zoom = 1;
  #viewport: Viewport = { zoom: 1, width: 1, height: 1 };
  #clip = "";
  #muted = 0;
  /** The place at the middle of the screen, in u. */
  readonly #centre = { x: 0, y: 0 };

  constructor(options: ArenaSceneOptions) {
    super("arena");
    this.#options = options;
    this.#rig = new CameraRig(options.runtime);
  }

  /** Resolves when the arena is drawn for the first time, and rejects when it can't be painted. */
  readonly drawn = new Promise<void>((resolve, reject) => {
    this.#onDrawn = resolve;
    this.#onFailed = reject;
  });

  /** Whether something is being painted, so that frames take longer than usual. */
  get isPainting(): boolean {
    return this.#next !== undefined;
  }

  create(): void {
    const { renderer } = this.sys;
    if (renderer instanceof Renderer.WebGL.WebGLRenderer) {
      usePlainTint(renderer);
      renderer.on(Renderer.Events.RESTORE_WEBGL, () => {
        this.#lost = true;
      });
    }
    this.#resize();
    this.#repaint();
  }

  /** Ends the painting. Call it before the scene is destroyed. */
  stop(): void {
    this.#next?.stop.abort();
  }

  override update(now: number): void {
    const { game, controls, onFrame } = this.#options;
    const dt = Math.min(MAX_STEP_S, Math.max(0, (now - this.#last) / 1000));
    this.#last = now;
    this.#resize();
    this.#repaint();
    const view = this.#view;
    if (!view) return;
    this.#reportFirst?.();
    this.#reportFirst = undefined;
    if (this.#self) controls.aimFrom(this.toPage(this.#self.x, this.#self.y));
    const input = controls.read(now);
    const frame = game.frame(now, input);
    this.#self = frame.self;
    this.#moveCamera(frame, dt);
    const { pointer } = controls;
    view.draw(frame, dt, {
      centre: this.#centre,
      width: this.#size.width / this.#zoom,
      height: this.#size.height / this.#zoom,
      zoom: this.#zoom,
      pixel: this.#size.perCssX / this.#zoom,
      muted: this.#mute(frame, dt),
      pointer: pointer && this.#toWorld(pointer),
    });
    if (this.#isFirst) {
      // The first drawing and the first update of the HUD take long: each has its own task.
      this.#isFirst = false;
      this.#reportFirst = () => {
        onFrame(frame, now, input);
        this.#onDrawn();
      };
    } else onFrame(frame, now, input);
  }

  /** Converts a place in the world to the page, in CSS pixels from the canvas' top left corner. */
  toPage(x: number, y: number): Point {
    const { width, height, perCssX, perCssY } = this.#size;
    return {
      x: ((x - this.#centre.x) * this.#zoom + width / 2) / perCssX,
      y: ((y - this.#centre.y) * this.#zoom + height / 2) / perCssY,
    };
  }

  #toWorld(point: Point): Point {
    const { width, height, perCssX, perCssY } = this.#size;
    return {
      x: (point.x * perCssX - width / 2) / this.#zoom + this.#centre.x,
      y: (point.y * perCssY - height / 2) / this.#zoom + this.#centre.y,
    };
  }

  /** The arena loses its colours under the podium, for a dead player, and while the connection is lost. */
  #mute({ self, round }: Frame, dt: number): number {
    const online = this.#options.game.status().state === "online";
    const idle = round.phase === "results" || self?.alive === false;
    const target = !online ? 0.95 : idle ? 0.7 : 0;
    this.#muted += (target - this.#muted) * (1 - Math.exp(-dt / MUTE_S));
    return this.#muted;
  }

  #moveCamera(frame: Frame, dt: number): void {
    const { game, controls } = this.#options;
    const { arena } = game;
    const pixel = this.#size.perCssY / this.#zoom;
    this.#rig.update(dt, frame.focus, this.#lean(frame), {
      mapWidth: arena.width,
      mapHeight: arena.height,
      viewWidth: this.#viewport.width / this.#zoom,
      viewHeight: this.#viewport.height / this.#zoom,
      screenHeight: this.#size.height / this.#zoom,
      coveredAbove: controls.covered.above * pixel,
      coveredBelow: controls.covered.below * pixel,
    });
    // Places the camera on whole pixels, so that the ground is drawn pixel for pixel. The middle of a screen with an
    // odd size is on half a pixel.
    const { width, height, perCssX, perCssY } = this.#size;
    this.#centre.x = this.#snap(this.#rig.x * this.#zoom + this.#rig.shakeX * perCssX, width);
    this.#centre.y = this.#snap(this.#rig.y * this.#zoom + this.#rig.shakeY * perCssY, height);
    this.cameras.main.setZoom(this.#zoom).centerOn(this.#centre.x, this.#centre.y);
  }

  /**
   * Offset of the pointer from the middle of the screen, in u: the camera moves towards the point that the player
   * aims at.
   */
  #lean({ self }: Frame): Point {
    const { pointer } = this.#options.controls;
    if (!pointer || !self?.alive || prefersReducedMotion()) return { x: 0, y: 0 };
    const { x, y } = this.#toWorld(pointer);
    return { x: x - this.#centre.x, y: y - this.#centre.y };
  }

  #snap(pixels: number, screenSize: number): number {
    const half = (screenSize % 2) / 2;
    return (Math.round(pixels - half) + half) / this.#zoom;
  }

  /**
   * Gives the canvas as many pixels as its surface and the quality need. Checks in each frame, because no event
   * covers every way in which a window, its zoom, its screen or the quality changes. CSS keeps the canvas as large as
   * its surface; Phaser's own zoom would set a size from before the change.
   */
  #resize(): void {
    const { surface, quality } = this.#options;
    this.#size = canvasSizeFor(surface, quality.maxPixelRatio);
    const { width, height } = this.#size;
    if (width !== this.scale.width || height !== this.scale.height) this.scale.resize(width, height);
    this.#show(viewportFor(width, height));
  }

  /** Darkens what lies beside the rectangle of the world that everybody sees. */
  #show(viewport: Viewport): void {
    const { width, height, perCssX, perCssY } = this.#size;
    const across = (width - viewport.width) / 2 / perCssX;
    const down = (height - viewport.height) / 2 / perCssY;
    const clip = across > 0 || down > 0 ? `inset(${down}px ${across}px)` : "none";
    if (clip !== this.#clip) this.game.canvas.style.clipPath = clip;
    this.#clip = clip;
    this.#viewport = viewport;
    this.#zoom = viewport.zoom;
  }

  /** Paints a new view when the map, the screen, the palette or the quality has changed. */
  #repaint(): void {
    const { game, quality } = this.#options;
    const { arena } = game;
    const last = this.#next?.painted ?? this.#view?.painted;
    if (last && last.arena !== arena) quality.reconsider();
    const wanted: Painted = {
      arena,
      density: this.#zoom,
      palette: settings.values.palette,
      quality: quality.level,
    };
    // A view of another map would show walls where there are none.
    if (this.#lost || this.#view?.painted.arena !== arena) this.#view?.show(false);
    if (last && !this.#lost && isSame(last, wanted)) return;
    this.#lost = false;
    this.#next?.stop.abort();
    const next = { painted: wanted, stop: new AbortController() };
    this.#next = next;
    this.#paint(next).catch((error: unknown) => {
      if (!next.stop.signal.aborted) this.#onFailed(error);
    });
  }

  /** Paints a view in pieces, while the old view is drawn, and then replaces the old view. */
  async #paint({ painted, stop }: { painted: Painted; stop: AbortController }): Promise<void> {
    const { runtime } = this.#options;
    await wait(runtime, 0);
    stop.signal.throwIfAborted();
    const view = new ArenaView(runtime, this, `view${this.#views++}`, painted, this.#rig);
    try {
      await wait(runtime, 0);
      await workInPieces(runtime, view.paint(), { signal: stop.signal, isSeen: () => !document.hidden });
    } catch (error) {
      view.destroy();
      throw error;
    }
    const old = this.#view;
    old?.destroy();
    this.#view = view;
    this.#next = undefined;
    view.show(true);
    if (old && old.painted.arena !== painted.arena) this.cameras.main.fadeIn(FADE_MS);
  }
}

const isSame = (a: Painted, b: Painted): boolean =>
  a.arena === b.arena && a.density === b.density && a.palette === b.palette && a.quality === b.quality;
