import { MIN_SIDE_U } from "./bench-map.ts";

/**
 * About as much of the map in u squared as the bodies one client is sent are spread over: what comes into its interest
 * (38 x 24 u) and has not left it yet (15 % farther out).
 */
const VIEW_AREA_U2 = 1000;

/** Side of a map in u on which each of so many clients has about `visible` bodies in view. */
export const mapSideFor = (clients: number, visible: number): number =>
  Math.max(MIN_SIDE_U, Math.round(Math.sqrt((clients * VIEW_AREA_U2) / visible)));
