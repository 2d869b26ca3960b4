/** A solid rectangle, in u. */
export interface Wall {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Distance along a ray to a wall, 0 from inside it, Infinity when it misses (the slab method: the ray is inside the
 * rectangle while it is between both pairs of sides).
 */
export function castRay(wall: Wall, x: number, y: number, directionX: number, directionY: number): number {
  let enter = 0;
  let leave = Infinity;
  if (directionX !== 0) {
    const toLeft = (wall.left - x) / directionX;
    const toRight = (wall.right - x) / directionX;
    enter = Math.max(enter, Math.min(toLeft, toRight));
    leave = Math.min(leave, Math.max(toLeft, toRight));
  } else if (x <= wall.left || x >= wall.right) {
    return Infinity;
  }
  if (directionY !== 0) {
    const toTop = (wall.top - y) / directionY;
    const toBottom = (wall.bottom - y) / directionY;
    enter = Math.max(enter, Math.min(toTop, toBottom));
    leave = Math.min(leave, Math.max(toTop, toBottom));
  } else if (y <= wall.top || y >= wall.bottom) {
    return Infinity;
  }
  return enter < leave ? enter : Infinity;
}
