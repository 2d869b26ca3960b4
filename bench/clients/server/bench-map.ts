import { POSITION_U } from "@fray/shared-state/quantized";

import { layer, point, rectangle, tiledMap } from "../../../tests/support/tiled.ts";

/** The name a bench's server knows its map by. */
export const BENCH_MAP = "bench";

/** Side of a plot in u: the map is made of equal ones, so that a large one is as open, and as rich, as a small one. */
const PLOT_U = 16;
/** A body is sent what lies on its screen and around it, 38 x 24 u: on a smaller map everybody would see everybody. */
export const MIN_SIDE_U = 40;
export const MAX_SIDE_U = Math.floor(POSITION_U.max);

const KINDS = ["health", "armour", "ammo", "rocket", "scatter", "orb"] as const;

/** A square map with some of everything: walls to slide along and to shoot at, cover, bushes, pickups and spawns. */
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
