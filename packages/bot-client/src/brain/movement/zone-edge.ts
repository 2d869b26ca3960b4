import { directionTo, distanceBetween, type Vector, type Zone } from "../geometry.ts";

/** Share of a zone's radius from which a fighter gives way to the edge; at the edge it does so fully. */
const INNER_SHARE = 0.6;
/** Share of running speed with which a fighter at the edge moves inwards. */
const INWARDS = 0.35;

/**
 * Bends a movement so that it stays in a zone. The outward part fades toward the edge, so a fighter slides along the
 * edge. A turn back at a fixed line would make it tremble there.
 */
export function stayInZone(zone: Zone, place: Vector, wish: Vector): Vector {
  const share = distanceBetween(zone, place) / zone.radius;
  const closeness = Math.max(0, Math.min(1, (share - INNER_SHARE) / (1 - INNER_SHARE)));
  const out = directionTo(zone, place);
  const outward = Math.max(0, wish.x * out.x + wish.y * out.y);
  const back = closeness * (outward + INWARDS);
  return { x: wish.x - out.x * back, y: wish.y - out.y * back };
}
