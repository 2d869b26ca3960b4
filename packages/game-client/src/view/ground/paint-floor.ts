import type { Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";

import { MARKS, type GroundColors } from "../../drawing/palette.ts";

const PANEL_U = 4;
const NOISE_PIXELS = 128;

/** Paints the lowest layer: floor, panels, grid and markings. `pixel` is the size of a pixel in u. */
export function paintFloor(
  runtime: Runtime,
  context: CanvasRenderingContext2D,
  arena: Arena,
  colors: GroundColors,
  pixel: number,
): void {
  context.save();
  context.beginPath();
  context.rect(0, 0, arena.width, arena.height);
  context.clip();
  paintBase(context, arena, colors);
  paintPanels(context, arena);
  paintGrid(context, arena, pixel);
  paintMarkings(context, arena, pixel);
  paintNoise(runtime, context, arena, pixel);
  context.restore();
}

function paintBase(context: CanvasRenderingContext2D, arena: Arena, colors: GroundColors): void {
  const x = arena.width / 2;
  const y = arena.height / 2;
  const light = context.createRadialGradient(x, y, 0, x, y, Math.hypot(x, y));
  light.addColorStop(0, colors.floorCentre);
  light.addColorStop(1, colors.floorEdge);
  context.fillStyle = light;
  context.fillRect(0, 0, arena.width, arena.height);
}

/**
 * Plates of slightly different brightness, a few with a worn stripe. They let the player see how fast the body moves.
 */
function paintPanels(context: CanvasRenderingContext2D, arena: Arena): void {
  for (let row = 0; row * PANEL_U < arena.height; row++) {
    for (let column = 0; column * PANEL_U < arena.width; column++) {
      const shade = hash(column, row);
      const x = column * PANEL_U;
      const y = row * PANEL_U;
      context.fillStyle =
        shade < 0.5 ? `rgba(0, 0, 0, ${shade * 0.16})` : `rgba(170, 205, 255, ${(shade - 0.5) * 0.05})`;
      context.fillRect(x, y, PANEL_U, PANEL_U);
      if (hash(column + 17, row + 5) < 0.12) paintVent(context, x + PANEL_U / 2, y + PANEL_U / 2);
    }
  }
}

function paintVent(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.fillStyle = "rgba(6, 10, 15, 0.28)";
  context.beginPath();
  for (let slot = -2; slot <= 2; slot++) context.roundRect(x - 0.7, y + slot * 0.26 - 0.055, 1.4, 0.11, 0.05);
  context.fill();
}

function paintGrid(context: CanvasRenderingContext2D, arena: Arena, pixel: number): void {
  for (const [step, color] of [
    [1, MARKS.gridMinor],
    [PANEL_U, MARKS.gridMajor],
  ] as const) {
    context.fillStyle = color;
    for (let x = step; x < arena.width; x += step) context.fillRect(x - pixel, 0, pixel * 2, arena.height);
    for (let y = step; y < arena.height; y += step) context.fillRect(0, y - pixel, arena.width, pixel * 2);
  }
  context.fillStyle = MARKS.gridCross;
  for (let x = PANEL_U; x < arena.width; x += PANEL_U) {
    for (let y = PANEL_U; y < arena.height; y += PANEL_U) {
      context.fillRect(x - 0.14, y - pixel, 0.28, pixel * 2);
      context.fillRect(x - pixel, y - 0.14, pixel * 2, 0.28);
    }
  }
}

/** A ring in the middle and brackets at spawn points: landmarks on every map. */
function paintMarkings(context: CanvasRenderingContext2D, arena: Arena, pixel: number): void {
  context.strokeStyle = MARKS.landmark;
  context.lineWidth = Math.max(0.06, pixel);
  const x = arena.width / 2;
  const y = arena.height / 2;
  for (const radius of [1.4, 6]) {
    context.beginPath();
    context.arc(x, y, radius, 0, Math.PI * 2);
    context.stroke();
  }
  context.lineWidth = 0.22;
  for (let quarter = 0; quarter < 4; quarter++) {
    const start = quarter * (Math.PI / 2) + Math.PI / 4 - 0.42;
    context.beginPath();
    context.arc(x, y, 1.75, start, start + 0.84);
    context.stroke();
  }
  context.lineWidth = Math.max(0.07, pixel);
  for (const spawn of arena.spawns) paintBrackets(context, spawn.x, spawn.y);
}

function paintBrackets(context: CanvasRenderingContext2D, x: number, y: number): void {
  const half = 0.8;
  const arm = 0.3;
  context.beginPath();
  for (const [sideX, sideY] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    context.moveTo(x + sideX * (half - arm), y + sideY * half);
    context.lineTo(x + sideX * half, y + sideY * half);
    context.lineTo(x + sideX * half, y + sideY * (half - arm));
  }
  context.stroke();
}

let noise: HTMLCanvasElement | undefined;

/** Noise of at most two brightness levels. It hides the bands that a dark gradient has with eight bits. */
function paintNoise(runtime: Runtime, context: CanvasRenderingContext2D, arena: Arena, pixel: number): void {
  noise ??= createNoise(runtime);
  const pattern = context.createPattern(noise, "repeat");
  if (!pattern) return;
  context.save();
  context.scale(pixel, pixel);
  context.fillStyle = pattern;
  context.fillRect(0, 0, arena.width / pixel, arena.height / pixel);
  context.restore();
}

function createNoise(runtime: Runtime): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = NOISE_PIXELS;
  canvas.height = NOISE_PIXELS;
  // The noise canvas is in main memory, like the ground. Copying it from the graphics card took longer than all the
  // painting.
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return canvas;
  const image = context.createImageData(NOISE_PIXELS, NOISE_PIXELS);
  for (let i = 0; i < image.data.length; i += 4) {
    const light = runtime.random() < 0.5 ? 0 : 255;
    image.data.fill(light, i, i + 3);
    image.data[i + 3] = runtime.random() * (light ? 5 : 14);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** A fixed pseudo-random number in [0, 1) for a panel. */
function hash(column: number, row: number): number {
  const mixed = Math.imul(column * 374761393 + row * 668265263, 1274126177) >>> 0;
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}
