import type { Input } from "@fray/shared-state/schema/input-frame";
import { Core, Game as PhaserGame, Scale, WEBGL } from "phaser";

import type { Frame, Point } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import { Controls } from "../controls/controls.ts";
import { canvasSizeFor } from "../view/canvas-size.ts";
import { loadFont } from "../view/font.ts";
import { FrameTimes } from "../view/frame-times.ts";
import { VOID } from "../view/palette.ts";
import { Quality } from "../view/quality.ts";
import { ArenaScene } from "./arena-scene.ts";

export interface RunningArena {
  readonly controls: Controls;
  /** Time from one frame to the next. */
  readonly frameTimes: FrameTimes;
  /** Time that this page's own code took of each: to move the game on, and to tell the graphics what to draw. */
  readonly workTimes: FrameTimes;
  /** Where a place in the world (u) is on the page, in CSS pixels. */
  toPage(x: number, y: number): Point;
  stop(): void;
}

/**
 * Fills `stage` with the arena of a game, until stopped. `onFrame` hears of each frame after it was drawn, and of the input that went into it. Rejects
 * where the browser gives no WebGL.
 */
export async function startArena(
  stage: HTMLElement,
  game: Game,
  onFrame: (frame: Frame, now: number, input: Input) => void,
): Promise<RunningArena> {
  await loadFont();
  const quality = new Quality();
  const controls = new Controls(stage);
  const scene = new ArenaScene({ game, controls, quality, surface: stage, onFrame });
  controls.listen();
  let phaser: PhaserGame;
  try {
    phaser = startPhaser(stage, scene, quality);
  } catch (error) {
    controls.dispose();
    throw error;
  }
  const times = measureFrames(phaser, (frameMs) => quality.record(frameMs));
  return {
    controls,
    ...times,
    toPage: (x, y) => scene.toPage(x, y),
    stop: () => {
      controls.dispose();
      phaser.destroy(true);
    },
  };
}

function startPhaser(stage: HTMLElement, scene: ArenaScene, quality: Quality): PhaserGame {
  const { width, height } = canvasSizeFor(stage, quality.maxPixelRatio);
  return new PhaserGame({
    type: WEBGL,
    parent: stage,
    scene,
    scale: { mode: Scale.NONE, width, height },
    // Software WebGL pays for every pixel: anti-aliasing by the renderer costs it four fifths of its speed (sprites
    // carry their own), and choosing among sixteen textures in the shader more than binding one at a time.
    render: { antialiasGL: false, maxTextures: 1, powerPreference: "high-performance" },
    backgroundColor: VOID,
    audio: { noAudio: true },
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    fps: { smoothStep: false },
    banner: false,
  });
}

function measureFrames(
  phaser: PhaserGame,
  onTime: (frameMs: number) => void,
): Pick<RunningArena, "frameTimes" | "workTimes"> {
  const frameTimes = new FrameTimes();
  const workTimes = new FrameTimes();
  let begun = performance.now();
  let last: number | undefined;
  phaser.events.on(Core.Events.PRE_STEP, (now: number) => {
    begun = performance.now();
    if (last !== undefined) {
      frameTimes.record(now - last);
      onTime(now - last);
    }
    last = now;
  });
  phaser.events.on(Core.Events.POST_RENDER, () => workTimes.record(performance.now() - begun));
  return { frameTimes, workTimes };
}
