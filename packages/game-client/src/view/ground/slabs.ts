import type { Wall } from "@fray/shared-state/arena/wall";

import { cornersOf, rectangle, type Size } from "./rectangles.ts";

/** A wall or cover with its corner radii. */
export interface Slab {
  readonly wall: Wall;
  readonly corners: readonly number[];
}

/** Shadows reach this far at most, in u. */
const REACH_U = 2;

/** Finds the corner radii of walls that may touch each other. */
export const slabsOf = (walls: readonly Wall[], map: Size, radius: number): Slab[] =>
  walls.map((wall) => ({ wall, corners: cornersOf(wall, walls, map, radius) }));

/** The slabs that can be seen in an area, with their shadows. */
export const slabsIn = (slabs: readonly Slab[], area: Wall): Slab[] =>
  slabs.filter(
    ({ wall }) =>
      wall.left < area.right + REACH_U &&
      wall.right > area.left - REACH_U &&
      wall.top < area.bottom + REACH_U &&
      wall.bottom > area.top - REACH_U,
  );

/** Whether an area is so far inside the map that nothing of the frame around the map can be seen in it. */
export const isInside = ({ left, top, right, bottom }: Wall, { width, height }: Size): boolean =>
  left > REACH_U && top > REACH_U && right < width - REACH_U && bottom < height - REACH_U;

/** Slabs as one path: overlapping parts with the same winding fill as their union. */
export function outlineOf(slabs: readonly Slab[]): Path2D {
  const path = new Path2D();
  for (const { wall, corners } of slabs) path.roundRect(...rectangle(wall), [...corners]);
  return path;
}
