import type { Wall } from "@fray/shared-state/arena/wall";

import { INK, type GroundColors } from "../../drawing/palette.ts";
import { rectangle } from "./rectangles.ts";
import { outlineOf, type Slab } from "./slabs.ts";

/** Visible height of a cover's front: a third of a wall's, so that it looks knee-high. */
const FACE_U = 0.08;
export const COVER_CORNER_U = 0.12;
const SLOT_EVERY_U = 0.5;

/**
 * Paints low cover: paler and flatter than walls, with a row of slots. It stops bodies but not shots, and its look
 * should say so.
 */
export function paintCovers(
  context: CanvasRenderingContext2D,
  covers: readonly Slab[],
  colors: GroundColors,
  pixelsPerU: number,
): void {
  const slabs = outlineOf(covers);
  context.save();
  context.shadowColor = "rgba(0, 0, 0, 0.5)";
  context.shadowBlur = 0.12 * pixelsPerU;
  context.shadowOffsetX = 0.05 * pixelsPerU;
  context.shadowOffsetY = 0.1 * pixelsPerU;
  context.fillStyle = colors.coverFace;
  context.fill(slabs);
  context.restore();
  context.lineWidth = 0.06;
  context.strokeStyle = INK;
  context.stroke(slabs);
  context.fillStyle = colors.coverFace;
  context.fill(slabs);
  for (const { wall } of covers) {
    const { left, top, right, bottom } = wall;
    const inset = { left: left + 0.03, top: top + 0.03, right: right - 0.03, bottom: bottom - FACE_U };
    const light = context.createLinearGradient(0, top, 0, bottom);
    light.addColorStop(0, colors.coverTop);
    light.addColorStop(1, colors.coverTopLow);
    context.beginPath();
    context.roundRect(...rectangle(inset), COVER_CORNER_U - 0.03);
    context.fillStyle = light;
    context.fill();
    context.lineWidth = 0.035;
    context.strokeStyle = colors.coverLight;
    context.stroke();
    paintSlots(context, inset);
  }
}

/** Evenly spaced dark slots along the longer side, as in a grating. */
function paintSlots(context: CanvasRenderingContext2D, { left, top, right, bottom }: Wall): void {
  const width = right - left;
  const height = bottom - top;
  const lies = width >= height;
  const along = lies ? width : height;
  const across = lies ? height : width;
  const count = Math.max(1, Math.round(along / SLOT_EVERY_U));
  const slot = { along: 0.13, across: Math.max(0.12, across - 0.3) };
  context.beginPath();
  for (let index = 0; index < count; index++) {
    const place = ((index + 0.5) / count) * along - slot.along / 2;
    const margin = (across - slot.across) / 2;
    if (lies) context.roundRect(left + place, top + margin, slot.along, slot.across, 0.06);
    else context.roundRect(left + margin, top + place, slot.across, slot.along, 0.06);
  }
  context.fillStyle = "rgba(12, 18, 27, 0.72)";
  context.fill();
}
