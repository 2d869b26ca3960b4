/** A solid rectangle, in u. */
export interface Wall {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A straight line from a point along a unit vector. Lengths in u. */
export interface Ray {
  readonly x: number;
  readonly y: number;
  readonly directionX: number;
  readonly directionY: number;
}

/**
 * Returns the distance along a ray to a wall, 0 from inside it, Infinity when it misses (the slab method: the ray is
 * inside the rectangle while it is between both pairs of sides).
 */
export function castRay(wall: Wall, { x, y, directionX, directionY }: Ray): number {
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

/** The direction in which a face of a wall pushes back, -1, 0 or 1 along each axis; both axes at a corner. */
export interface Face {
  readonly normalX: number;
  readonly normalY: number;
}

/** Returns the face through which a ray from outside enters a wall. */
export function entryFace(wall: Wall, { x, y, directionX, directionY }: Ray): Face {
  const enterX = directionX === 0 ? -Infinity : ((directionX > 0 ? wall.left : wall.right) - x) / directionX;
  const enterY = directionY === 0 ? -Infinity : ((directionY > 0 ? wall.top : wall.bottom) - y) / directionY;
  if (enterX > enterY) return { normalX: directionX > 0 ? -1 : 1, normalY: 0 };
  return { normalX: 0, normalY: directionY > 0 ? -1 : 1 };
}

/** A point within this distance of a face, in u, counts as on it, because of rounding. */
const ON_FACE_U = 1e-9;

/**
 * Returns the faces that a point on a wall's surface, or a rounding error inside it, meets along a vector: both at a
 * corner, none if it moves away from the wall.
 */
export function facesMet(wall: Wall, { x, y, directionX, directionY }: Ray): Face {
  const onX = Math.abs(x - (directionX > 0 ? wall.left : wall.right)) <= ON_FACE_U;
  const onY = Math.abs(y - (directionY > 0 ? wall.top : wall.bottom)) <= ON_FACE_U;
  return { normalX: onX ? -Math.sign(directionX) : 0, normalY: onY ? -Math.sign(directionY) : 0 };
}

/** The face that a point inside a wall is nearest to. */
export function nearestFace(wall: Wall, x: number, y: number): Face {
  const toLeft = x - wall.left;
  const toRight = wall.right - x;
  const toTop = y - wall.top;
  const toBottom = wall.bottom - y;
  const nearest = Math.min(toLeft, toRight, toTop, toBottom);
  if (nearest === toLeft) return { normalX: -1, normalY: 0 };
  if (nearest === toRight) return { normalX: 1, normalY: 0 };
  return { normalX: 0, normalY: nearest === toTop ? -1 : 1 };
}

/** Returns the wall, grown by `by` u on every side. */
export const grow = ({ left, top, right, bottom }: Wall, by: number): Wall => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

export const contains = (wall: Wall, x: number, y: number): boolean =>
  x >= wall.left && x <= wall.right && y >= wall.top && y <= wall.bottom;
