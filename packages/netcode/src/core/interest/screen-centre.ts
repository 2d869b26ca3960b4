import type { Size } from "./area-of-interest.ts";
import type { Placed } from "./spatial-grid.ts";

/**
 * Returns the centre of the screen for a body at `place`. It is the body, except near an edge of the world: there the
 * screen stays inside. A world smaller than the screen is centred. `overshoot` is how far the screen may reach beyond
 * the edge. Server and client have to agree on the result, because the server sends the bodies around it.
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
