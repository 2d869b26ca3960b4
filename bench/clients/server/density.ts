import { MIN_SIDE_U } from "./bench-map.ts";

/**
 * Area of the map in u squared over which the bodies are spread that one client receives: its area of interest (38 x
 * 24 u) and the hysteresis (15 % farther out).
 */
const VIEW_AREA_U2 = 1000;

/** Returns the side in u of a map on which each of `clients` clients sees about `visible` bodies. */
export const mapSideFor = (clients: number, visible: number): number =>
  Math.max(MIN_SIDE_U, Math.round(Math.sqrt((clients * VIEW_AREA_U2) / visible)));
