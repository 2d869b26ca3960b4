import { contains, type Wall } from "@fray/shared-state/arena/wall";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A wall as the arguments of `rect` and similar calls. */
export const rectangle = (wall: Wall): [number, number, number, number] => [
  wall.left,
  wall.top,
  wall.right - wall.left,
  wall.bottom - wall.top,
];

/**
 * Corner radii, clockwise from the top left. A corner that touches another wall or the edge of the map stays square.
 */
export function cornersOf(wall: Wall, walls: readonly Wall[], map: Size, radius: number): number[] {
  const corners = [
    [wall.left, wall.top],
    [wall.right, wall.top],
    [wall.right, wall.bottom],
    [wall.left, wall.bottom],
  ] as const;
  return corners.map(([x, y]) => {
    const joined = walls.some((other) => other !== wall && contains(other, x, y));
    const atEdge = x <= 0 || y <= 0 || x >= map.width || y >= map.height;
    return joined || atEdge ? 0 : radius;
  });
}
