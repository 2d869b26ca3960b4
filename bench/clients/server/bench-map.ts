import { POSITION_U } from "@fray/shared-state/quantized";

import { layer, point, rectangle, tiledMap } from "../../../tests/support/tiled.ts";

/** The bench map's name on the server. */
export const BENCH_MAP = "bench";

/** Side of a plot in u. The map is made of equal plots, so that a large map is as open and as rich as a small one. */
const PLOT_U = 16;
/**
 * A client receives the bodies on its screen and around it, 38 x 24 u. On a smaller map every client would see all
 * bodies.
 */
export const MIN_SIDE_U = 40;
export const MAX_SIDE_U = Math.floor(POSITION_U.max);

const KINDS = ["health", "armour", "ammo", "rocket", "scatter", "orb"] as const;

/** Returns a square map with some of everything: walls, cover, bushes, pickups and spawns. */
export function benchMap(side: number): object {
  const plots = Array.from({ length: Math.floor(side / PLOT_U) ** 2 }, (_, index) => {
    const perRow = Math.floor(side / PLOT_U);
    return { x: (index % perRow) * PLOT_U, y: Math.floor(index / perRow) * PLOT_U, index };
  });
  return {
    ...tiledMap(
      layer("walls", ...plots.flatMap(({ x, y }) => [rectangle(x + 3, y + 3, 4, 1), rectangle(x + 10, y + 8, 1, 4)])),
      layer("covers", ...plots.map(({ x, y }) => rectangle(x + 5, y + 12, 3, 1))),
      layer("bushes", ...plots.map(({ x, y }) => rectangle(x + 12, y + 3, 2, 2))),
      layer("spawns", ...plots.flatMap(({ x, y }) => [point(x + 2, y + 8), point(x + 13, y + 14)])),
      layer("pickups", ...plots.map(({ x, y, index }) => point(x + 8, y + 6, { type: KINDS[index % KINDS.length] }))),
    ),
    width: side,
    height: side,
  };
}
