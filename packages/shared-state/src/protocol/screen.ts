import { screenCentre as centreInside, type Size } from "@fray/netcode/core";

/** The largest part of the arena that a player's screen shows, in u. Interest, cameras and the view of bots use it. */
export const SCREEN_U = { width: 32, height: 18 } as const;

/** How far a screen shows the area outside the map at its edge, in u. */
export const OVERSHOOT_U = 1.5;

/**
 * Returns the centre of a body's screen: the body at (`x`, `y`), except near an edge of the map, where the screen
 * stays inside the map. A map smaller than the screen is centred. `screen` is the visible size, in u.
 */
export const screenCentre = (x: number, y: number, map: Size, screen: Size = SCREEN_U): { x: number; y: number } =>
  centreInside({ x, y }, map, screen, OVERSHOOT_U);
