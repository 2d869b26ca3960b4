import type { Size } from "./area-of-interest.ts";
import type { Placed } from "./spatial-grid.ts";

/**
 * Where the screen of a body at `place` is centred: on the body, except near an edge of the world, where it stays inside rather than
 * show what is not there. A world smaller than the screen is centred. `overshoot` is how far the screen may reach outside. Server
 * and client have to agree on it: what is around this is sent.
 */
export const screenCentre = (place: Placed, world: Size, screen: Size, overshoot = 0): { x: number; y: number } => ({
  x: alongAxis(place.x, world.width, screen.width / 2 - overshoot),
  y: alongAxis(place.y, world.height, screen.height / 2 - overshoot),
});

function alongAxis(place: number, size: number, low: number): number {
  const high = size - low;
  if (low > high) return size / 2;
  return place < low ? low : place > high ? high : place;
}
