import type { Runtime } from "@fray/netcode/core";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { Core, Game as PhaserGame, Scale, WEBGL } from "phaser";

import type { Frame, Point } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import { Controls } from "../controls/controls.ts";
import { loadFont } from "../drawing/font.ts";
import { FrameTimes } from "../drawing/frame-times.ts";
import { VOID } from "../drawing/palette.ts";
import { Quality } from "../drawing/quality.ts";
import { canvasSizeFor } from "../view/canvas-size.ts";
import { ArenaScene } from "./arena-scene.ts";

export interface RunningArena {
  readonly controls: Controls;
  /** Time from one frame to the next. */
  readonly frameTimes: FrameTimes;
  /** Time of this page's own code per frame: advancing the game, and issuing drawing commands. */
  readonly workTimes: FrameTimes;
  /** Converts a place in the world (u) to the page, in CSS pixels. */
  toPage(x: number, y: number): Point;
  /** The place in the arena that the player points at, in u; undefined while there is nothing to point with. */
  pointed(): Point | undefined;
  stop(): void;
}

/** A canvas on which nothing is drawn yet: what takes long to start, and needs to know nothing of a game. */
export interface ArenaCanvas {
  readonly phaser: PhaserGame;
  readonly quality: Quality;
  /** Resolves when names can be written in it. */
  readonly font: Promise<void>;
  /** Removes it, if no game uses it. */
  discard(): void;
}

/** Puts a canvas into `stage`. Throws where the browser gives no WebGL. */
export function openCanvas(runtime: Runtime, stage: HTMLElement): ArenaCanvas {
  const quality = new Quality();
  const phaser = startPhaser(stage, quality);
  return { phaser, quality, font: loadFont(runtime), discard: () => phaser.destroy(true) };
}

/**
 * Shows the arena of a game in `stage` until stopped, and resolves when it is drawn. Calls `onFrame` after each drawn
 * frame, with the frame and its input. Rejects where the browser gives no WebGL. It ends the canvas with itself.
 */
export async function startArena(
  runtime: Runtime,
  stage: HTMLElement,
  game: Pick<Game, "arena" | "frame" | "status">,
  onFrame: (frame: Frame, now: number, input: Input, arena: RunningArena) => void,
  canvas = openCanvas(runtime, stage),
): Promise<RunningArena> {
  const { phaser, quality, font } = canvas;
  await font;
  const controls = new Controls(stage);
  const report = (frame: Frame, now: number, input: Input): void => onFrame(frame, now, input, arena);
  const scene = new ArenaScene({ runtime, game, controls, quality, surface: stage, onFrame: report });
  controls.listen();
  phaser.scene.add("arena", scene, true);
  const times = measureFrames(runtime, phaser, (frameMs) => {
    if (!scene.isPainting) quality.record(frameMs);
  });
  const arena: RunningArena = {
    controls,
    ...times,
    toPage: (x, y) => scene.toPage(x, y),
    pointed: () => scene.pointed,
    stop: () => {
      scene.stop();
      controls.dispose();
      phaser.destroy(true);
    },
  };
  try {
    await scene.drawn;
  } catch (error) {
    arena.stop();
    throw error;
  }
  return arena;
}

function startPhaser(stage: HTMLElement, quality: Quality): PhaserGame {
  const { width, height } = canvasSizeFor(stage, quality.maxPixelRatio);
  return new PhaserGame({
    type: WEBGL,
    parent: stage,
    scale: { mode: Scale.NONE, width, height },
    // Software WebGL pays for every pixel: anti-aliasing by the renderer costs four fifths of its speed (sprites have
    // their own), and a shader that chooses among sixteen textures costs more than binding one at a time.
    render: { antialiasGL: false, maxTextures: 1, powerPreference: "high-performance" },
    backgroundColor: VOID,
    audio: { noAudio: true },
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    fps: { smoothStep: false },
    banner: false,
  });
}

function measureFrames(
  runtime: Runtime,
  phaser: PhaserGame,
  onTime: (frameMs: number) => void,
): Pick<RunningArena, "frameTimes" | "workTimes"> {
  const frameTimes = new FrameTimes();
  const workTimes = new FrameTimes();
  let begun = runtime.now();
  let last: number | undefined;
  phaser.events.on(Core.Events.PRE_STEP, (now: number) => {
    begun = runtime.now();
    if (last !== undefined) {
      frameTimes.record(now - last);
      onTime(now - last);
    }
    last = now;
  });
  // A pause of the drawing is no long frame.
  phaser.events.on(Core.Events.RESUME, () => {
    last = undefined;
  });
  phaser.events.on(Core.Events.POST_RENDER, () => workTimes.record(runtime.now() - begun));
  return { frameTimes, workTimes };
}
