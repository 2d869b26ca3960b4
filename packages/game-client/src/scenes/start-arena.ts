import { AUTO, Game as PhaserGame, Scale } from "phaser";

import type { Frame, Point } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import { Controls } from "../controls/controls.ts";
import { loadFont } from "../view/font.ts";
import { PAINT } from "../view/palette.ts";
import { ArenaScene } from "./arena-scene.ts";

/** More pixels than this per CSS pixel cost time and show nothing. */
const MAX_PIXEL_RATIO = 2;

export interface RunningArena {
  readonly controls: Controls;
  toScreen(x: number, y: number): Point;
  stop(): void;
}

/** Fills `stage` with the arena of a game, until stopped. `onFrame` hears of each frame after it was drawn. */
export async function startArena(
  stage: HTMLElement,
  game: Game,
  onFrame: (frame: Frame, now: number) => void,
): Promise<RunningArena> {
  await loadFont();
  const controls = new Controls(stage);
  let pixelRatio = currentPixelRatio();
  const scene = new ArenaScene({ game, controls, pixelRatio: () => pixelRatio, onFrame });
  const phaser = new PhaserGame({
    type: AUTO,
    parent: stage,
    scene,
    scale: { mode: Scale.NONE, ...screenPixels(pixelRatio), zoom: 1 / pixelRatio },
    // Anti-aliasing by the renderer is off: sprites carry their own, and software WebGL runs five times faster.
    render: { antialiasGL: false, powerPreference: "high-performance" },
    backgroundColor: PAINT.void,
    audio: { noAudio: true },
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    fps: { smoothStep: false },
    banner: false,
  });
  const fit = (): void => {
    pixelRatio = currentPixelRatio();
    const { width, height } = screenPixels(pixelRatio);
    phaser.scale.setZoom(1 / pixelRatio);
    phaser.scale.resize(width, height);
  };
  addEventListener("resize", fit);
  return {
    controls,
    toScreen: (x, y) => scene.toScreen(x, y),
    stop: () => {
      removeEventListener("resize", fit);
      controls.dispose();
      phaser.destroy(true);
    },
  };
}

const currentPixelRatio = (): number => Math.min(MAX_PIXEL_RATIO, devicePixelRatio);

const screenPixels = (ratio: number): { width: number; height: number } => ({
  width: Math.round(innerWidth * ratio),
  height: Math.round(innerHeight * ratio),
});
