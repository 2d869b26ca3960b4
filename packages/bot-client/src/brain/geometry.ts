export interface Vector {
  readonly x: number;
  readonly y: number;
}

/** A round place. */
export interface Zone extends Vector {
  readonly radius: number;
}

export const ZERO: Vector = { x: 0, y: 0 };

export const distanceBetween = (a: Vector, b: Vector): number => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);

/** A body that was in a zone is in it until it is out by this share of the radius. */
const LEAVING_SHARE = 1.12;

/** Whether a body is still in the zone in which it was; at the edge it does not change from step to step. */
export const isStillIn = (zone: Zone, place: Vector, wasIn: boolean): boolean =>
  distanceBetween(zone, place) <= zone.radius * (wasIn ? LEAVING_SHARE : 1);

export const isInZone = (zone: Zone, place: Vector): boolean => distanceBetween(zone, place) <= zone.radius;

/** The unit vector from one place to another; zero when they are the same. */
export function directionTo(from: Vector, to: Vector): Vector {
  const distance = distanceBetween(from, to);
  return distance === 0 ? ZERO : { x: (to.x - from.x) / distance, y: (to.y - from.y) / distance };
}

/** Shortens a vector to length 1 when it is longer. */
export function clampLength({ x, y }: Vector): Vector {
  const length = Math.sqrt(x * x + y * y);
  return length > 1 ? { x: x / length, y: y / length } : { x, y };
}

/** Returns the turn from one angle to another in the shorter direction, in -pi..pi. */
export function angleBetween(from: number, to: number): number {
  const turn = Math.PI * 2;
  const difference = (to - from) % turn;
  if (difference > Math.PI) return difference - turn;
  return difference < -Math.PI ? difference + turn : difference;
}
