import { screenCentre as centreInside, type Size } from "@fray/netcode/core";

/** The largest part of the arena that a player's screen shows, in u. Interest, cameras and the view of bots use it. */
export const SCREEN_U = { width: 32, height: 18 } as const;

/** How much of what lies outside the map a screen shows at its edge, in u. */
export const OVERSHOOT_U = 1.5;

/**
 * Where the screen of who stands at (`x`, `y`) is centred: on them, except near an edge of the map, where it stays inside
 * rather than show what is not there. A map smaller than the screen is centred. `screen` is what fits on it, in u.
 */
export const screenCentre = (x: number, y: number, map: Size, screen: Size = SCREEN_U): { x: number; y: number } =>
  centreInside({ x, y }, map, screen, OVERSHOOT_U);
