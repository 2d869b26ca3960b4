import { createRandom, type Random } from "@fray/netcode/core";
import type { Wall } from "@fray/shared-state/arena/wall";

import type { Pieces } from "../../platform/in-pieces.ts";
import type { BushGroup } from "./bush-groups.ts";

/** Leaves reach this far over the edge of a bush, in u, so the hidden area is a little smaller than it looks. */
export const OVERHANG_U = 0.35;

const SHADE = "#0d1d17";
/** Layers of leaves in a shrub, dark at the bottom and bright at the tips. Lengths in u. */
const LEAVES = [
  { color: SHADE, count: 26, spread: 1, length: 0.3, lift: 0.06 },
  { color: "#173226", count: 24, spread: 0.94, length: 0.28, lift: 0.02 },
  { color: "#234a36", count: 20, spread: 0.8, length: 0.25, lift: -0.02 },
  { color: "#316648", count: 15, spread: 0.62, length: 0.21, lift: -0.07 },
  { color: "#48855a", count: 9, spread: 0.42, length: 0.16, lift: -0.12 },
  { color: "#6fae74", count: 4, spread: 0.28, length: 0.1, lift: -0.16 },
] as const;

/** Average distance between shrubs and their size range, in u. */
const SHRUB_EVERY_U = 0.85;
const SHRUB_RADIUS_U = { least: 0.62, most: 0.9 } as const;

interface Shrub {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/**
 * Paints a group of bushes in u, with the group's top left corner at (0, 0). The same group always looks the same.
 * A piece of the work is a shrub.
 */
export function* paintFoliage(context: CanvasRenderingContext2D, group: BushGroup): Pieces {
  const random = createRandom(Math.round(group.left * 7919 + group.top * 104_729));
  // Sorted back to front, so that nearer shrubs cover those behind them.
  const shrubs = group.parts.flatMap((part) => plant(part, random)).toSorted((a, b) => a.y - b.y);
  context.save();
  context.translate(-group.left, -group.top);
  for (const part of group.parts) paintShade(context, part);
  for (const shrub of shrubs) {
    paintShrub(context, shrub, random);
    yield;
  }
  context.restore();
}

/**
 * Places shrubs over a rectangle without visible rows. Shrubs at the edge reach over it by at most the allowed
 * overhang.
 */
function plant({ left, top, right, bottom }: Wall, random: Random): Shrub[] {
  const shrubs: Shrub[] = [];
  const columns = Math.max(1, Math.round((right - left) / SHRUB_EVERY_U));
  const rows = Math.max(1, Math.round((bottom - top) / SHRUB_EVERY_U));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const radius = SHRUB_RADIUS_U.least + random() * (SHRUB_RADIUS_U.most - SHRUB_RADIUS_U.least);
      const inset = radius - OVERHANG_U;
      shrubs.push({
        radius,
        x: between(left, right, (column + 0.5 + (random() - 0.5) * 0.6) / columns, inset),
        y: between(top, bottom, (row + 0.5 + (random() - 0.5) * 0.6) / rows, inset),
      });
    }
  }
  return shrubs;
}

/** A place along a side, at least `inset` from its ends. */
const between = (from: number, to: number, share: number, inset: number): number =>
  Math.min(Math.max(from + (to - from) * share, from + inset), to - inset);

/** Dark ground under the shrubs, so that the floor does not show between them. */
function paintShade(context: CanvasRenderingContext2D, { left, top, right, bottom }: Wall): void {
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, 0.5);
  context.fillStyle = SHADE;
  context.fill();
}

function paintShrub(context: CanvasRenderingContext2D, { x, y, radius }: Shrub, random: Random): void {
  for (const { color, count, spread, length, lift } of LEAVES) {
    context.beginPath();
    for (let leaf = 0; leaf < count; leaf++) {
      const angle = ((leaf + random()) / count) * Math.PI * 2;
      const away = Math.max(0, radius * spread - length) * Math.sqrt(0.35 + random() * 0.65);
      const leafX = x + Math.cos(angle) * away;
      const leafY = y + Math.sin(angle) * away + lift * radius;
      const turn = angle + (random() - 0.5) * 1.1;
      context.moveTo(leafX, leafY);
      context.ellipse(leafX, leafY, length, length * 0.5, turn, 0, Math.PI * 2);
    }
    context.fillStyle = color;
    context.fill();
  }
}
