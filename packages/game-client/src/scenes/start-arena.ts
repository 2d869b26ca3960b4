import type { Input } from "@fray/shared-state/schema/input-frame";
import { Core, Game as PhaserGame, Scale, WEBGL } from "phaser";

import type { Frame, Point } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import { Controls } from "../controls/controls.ts";
import { loadFont } from "../view/font.ts";
import { FrameTimes } from "../view/frame-times.ts";
import { VOID } from "../view/palette.ts";
import { Quality, type QualityLevel } from "../view/quality.ts";
import { ArenaScene } from "./arena-scene.ts";

/** More canvas pixels than this per CSS pixel cost time and show nothing, or too little for their time. */
const MAX_PIXEL_RATIO: Readonly<Record<QualityLevel, number>> = { high: 2, low: 0.75 };

export interface RunningArena {
  readonly controls: Controls;
  /** Time from one frame to the next. */
  readonly frameTimes: FrameTimes;
  /** Time that this page's own code took of each: to move the game on, and to tell the graphics what to draw. */
  readonly workTimes: FrameTimes;
  toScreen(x: number, y: number): Point;
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
  let { level } = quality;
  let pixelRatio = pixelRatioAt(level);
  const controls = new Controls(stage);
  const scene = new ArenaScene({ game, controls, quality, pixelRatio: () => pixelRatio, onFrame });
  const phaser = startPhaser(stage, scene, pixelRatio);
  const fit = (): void => {
    level = quality.level;
    pixelRatio = pixelRatioAt(level);
    const { width, height } = screenPixels(pixelRatio);
    phaser.scale.setZoom(1 / pixelRatio);
    phaser.scale.resize(width, height);
  };
  const times = measureFrames(phaser, (frameMs) => {
    quality.record(frameMs);
    if (quality.level !== level) fit();
  });
  controls.listen();
  addEventListener("resize", fit);
  return {
    controls,
    ...times,
    toScreen: (x, y) => scene.toScreen(x, y),
    stop: () => {
      removeEventListener("resize", fit);
      controls.dispose();
      phaser.destroy(true);
    },
  };
}

function startPhaser(stage: HTMLElement, scene: ArenaScene, pixelRatio: number): PhaserGame {
  return new PhaserGame({
    type: WEBGL,
    parent: stage,
    scene,
    scale: { mode: Scale.NONE, ...screenPixels(pixelRatio), zoom: 1 / pixelRatio },
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

const pixelRatioAt = (level: QualityLevel): number => Math.min(MAX_PIXEL_RATIO[level], devicePixelRatio);

const screenPixels = (ratio: number): { width: number; height: number } => ({
  width: Math.round(innerWidth * ratio),
  height: Math.round(innerHeight * ratio),
});
