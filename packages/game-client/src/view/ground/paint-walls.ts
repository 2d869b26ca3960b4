import type { Arena } from "@fray/shared-state/arena/arena";

import { createLayer } from "../../drawing/layer.ts";
import { INK, MARKS, type GroundColors } from "../../drawing/palette.ts";
import { outlineOf, type Slab } from "./slabs.ts";
import type { Stencil } from "./stencil.ts";

/** Width in u of the frame around the map. Beyond it everything is dark. */
export const FRAME_U = 1;
/** Outer edge of the frame: wider than the painted area, so that it is never visible. */
const FAR_U = FRAME_U + 2;
/** Visible height of a slab's front. It lies inside the wall, so that the visible area is exactly the solid area. */
const FACE_U = 0.24;
export const WALL_CORNER_U = 0.16;
const LIGHT_U = 0.055;

/** What is painted in a tile of a ground. */
export interface WallPainting {
  readonly arena: Arena;
  readonly walls: readonly Slab[];
  readonly stencil: Stencil;
  readonly colors: GroundColors;
  readonly pixelsPerU: number;
}

/** Paints walls as connected slabs lit from above, with their shadow, and the frame around the map. */
export function paintWalls(
  context: CanvasRenderingContext2D,
  { arena, walls, stencil, colors, pixelsPerU }: WallPainting,
): void {
  const slabs = outline(walls, arena);
  paintShadow(context, slabs, arena.width, pixelsPerU);

  context.fillStyle = INK;
  context.lineWidth = 0.07;
  context.strokeStyle = INK;
  context.stroke(slabs);
  context.fillStyle = colors.wallFace;
  context.fill(slabs);

  // The lower part of the front is darker.
  stencil.draw(slabs, colors.wallFaceLow, [["destination-out", 0, -FACE_U * 0.45]]);
  stencil.draw(slabs, colors.wallTopLow, [["destination-in", 0, -FACE_U]], (layer) => paintTop(layer, arena, colors));
  stencil.draw(slabs, colors.wallLightSoft, [
    ["destination-in", 0, -FACE_U],
    ["destination-out", LIGHT_U * 0.7, 0],
  ]);
  stencil.draw(slabs, colors.wallLight, [["destination-out", 0, LIGHT_U]]);
  // A thin line between top and front.
  stencil.draw(slabs, "rgba(157, 191, 223, 0.16)", [
    ["destination-in", 0, -FACE_U],
    ["destination-out", 0, -FACE_U - 0.035],
  ]);
  paintBorderLight(context, arena);
}

/** Walls and frame as one path. */
function outline(walls: readonly Slab[], { width, height }: Arena): Path2D {
  const path = outlineOf(walls);
  path.rect(-FAR_U, -FAR_U, width + FAR_U * 2, FAR_U);
  path.rect(-FAR_U, height, width + FAR_U * 2, FAR_U);
  path.rect(-FAR_U, -FAR_U, FAR_U, height + FAR_U * 2);
  path.rect(width, -FAR_U, FAR_U, height + FAR_U * 2);
  return path;
}

/** Darkens the floor near walls on every side, and adds the walls' own short shadow. */
const SHADOWS = [
  { color: "rgba(0, 0, 0, 0.55)", blurU: 0.9, x: 0, y: 0, scale: 0.25 },
  { color: "rgba(0, 0, 0, 0.6)", blurU: 0.22, x: 0.14, y: 0.3, scale: 0.5 },
] as const;

/** Pixels around a coarse layer. They let its smoothing end outside the tile, so that no edge is visible. */
const MARGIN = 2;

/** Blurred shadows need no detail: painting them at a fraction of the size takes a fraction of the time. */
function paintShadow(context: CanvasRenderingContext2D, slabs: Path2D, mapWidth: number, pixelsPerU: number): void {
  const { width, height } = context.canvas;
  for (const { color, blurU, x, y, scale } of SHADOWS) {
    const layer = createLayer(Math.ceil(width * scale) + 2 * MARGIN, Math.ceil(height * scale) + 2 * MARGIN);
    const pixels = pixelsPerU * scale;
    // The slabs are drawn outside the layer and only their shadow falls into the layer, because the slabs themselves
    // must not be as coarse as the layer. The slabs reach over the whole map, and the layer is only a tile.
    const aside = layer.canvas.width + 2 * (mapWidth + 2 * FAR_U) * pixels;
    layer.setTransform(
      new DOMMatrix()
        .translate(MARGIN - aside, MARGIN)
        .scale(scale)
        .multiply(context.getTransform()),
    );
    layer.fillStyle = INK;
    layer.shadowColor = color;
    layer.shadowBlur = blurU * pixels;
    layer.shadowOffsetX = x * pixels + aside;
    layer.shadowOffsetY = y * pixels;
    layer.fill(slabs);
    context.save();
    context.resetTransform();
    context.scale(1 / scale, 1 / scale);
    context.drawImage(layer.canvas, -MARGIN, -MARGIN);
    context.restore();
  }
}

/** A brushed plate with seams at each u. */
function paintTop(context: CanvasRenderingContext2D, arena: Arena, colors: GroundColors): void {
  const width = arena.width + 2 * FRAME_U;
  const height = arena.height + 2 * FRAME_U;
  const light = context.createLinearGradient(0, 0, 0, arena.height);
  light.addColorStop(0, colors.wallTop);
  light.addColorStop(1, colors.wallTopLow);
  context.fillStyle = light;
  context.fillRect(-FRAME_U, -FRAME_U, width, height);
  context.fillStyle = MARKS.wallSeam;
  for (let x = 0; x <= arena.width; x++) context.fillRect(x - 0.02, -FRAME_U, 0.04, height);
}

/** A strip of light in the frame that marks the border of the arena. */
function paintBorderLight(context: CanvasRenderingContext2D, arena: Arena): void {
  const inset = 0.5;
  context.save();
  context.beginPath();
  context.roundRect(-inset, -inset, arena.width + inset * 2, arena.height + inset * 2, 0.4);
  context.lineWidth = 0.34;
  context.strokeStyle = MARKS.borderGlow;
  context.stroke();
  context.lineWidth = 0.09;
  context.strokeStyle = MARKS.borderLight;
  context.stroke();
  context.restore();
}
