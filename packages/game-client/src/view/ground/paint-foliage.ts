import { createRandom, type Random } from "@fray/netcode/core";
import type { Wall } from "@fray/shared-state/arena/wall";

import type { BushGroup } from "./bush-groups.ts";

/** Leaves reach this far over the edge, in u: what is hidden is a little less than what looks so. */
export const OVERHANG_U = 0.35;

const SHADE = "#0d1d17";
/** A shrub is a heap of leaves of these, from the shade at its foot to the tips in the light. Lengths in u. */
const LEAVES = [
  { color: SHADE, count: 26, spread: 1, length: 0.3, lift: 0.06 },
  { color: "#173226", count: 24, spread: 0.94, length: 0.28, lift: 0.02 },
  { color: "#234a36", count: 20, spread: 0.8, length: 0.25, lift: -0.02 },
  { color: "#316648", count: 15, spread: 0.62, length: 0.21, lift: -0.07 },
  { color: "#48855a", count: 9, spread: 0.42, length: 0.16, lift: -0.12 },
  { color: "#6fae74", count: 4, spread: 0.28, length: 0.1, lift: -0.16 },
] as const;

/** Shrubs stand about this far apart, and are this large, in u. */
const SHRUB_EVERY_U = 0.85;
const SHRUB_RADIUS_U = { least: 0.62, most: 0.9 } as const;

interface Shrub {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Paints a group of bushes around (0, 0), its top left corner, in u: always the same for the same group. */
export function paintFoliage(context: CanvasRenderingContext2D, group: BushGroup): void {
  const random = createRandom(Math.round(group.left * 7919 + group.top * 104_729));
  // From the back to the front, so that each stands before the one behind it.
  const shrubs = group.parts.flatMap((part) => plant(part, random)).toSorted((a, b) => a.y - b.y);
  context.save();
  context.translate(-group.left, -group.top);
  for (const part of group.parts) paintShade(context, part);
  for (const shrub of shrubs) paintShrub(context, shrub, random);
  context.restore();
}

/** Shrubs over a rectangle, none in line with another; those at the edge reach over it by as much as they may. */
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

/** Dark ground under the shrubs, so that nothing shows between them. */
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
