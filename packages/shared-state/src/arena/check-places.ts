import { BODY_RADIUS_U } from "../rules.ts";
import type { Arena, Place } from "./arena.ts";
import { MAP_LAYERS } from "./layers/index.ts";
import { MapError } from "./map-error.ts";
import type { MapObjects } from "./map-layers.ts";
import { createRegions, NOWHERE } from "./regions.ts";
import type { MapObject } from "./tiled-object.ts";

/** The layers whose objects a body must be able to reach. Each object has its place in the arena, in the same order. */
const VISITED = MAP_LAYERS.filter((layer) => layer.isVisited);

/**
 * Throws a `MapError` for the first place at which a body can't stand, or that most of the spawns can't reach on
 * foot.
 */
export function checkPlaces(arena: Arena, drawn: MapObjects): void {
  const marks = VISITED.flatMap(({ name }) => pair(drawn[name], arena.layers[name]));
  for (const { object, place } of marks) {
    const fault = standingFault(arena, place);
    if (fault) throw new MapError(`${object.where} ${fault}`);
  }
  const regionAt = createRegions(arena);
  const main = mostFrequent(arena.spawns.map(regionAt));
  for (const { object, place } of marks) {
    const region = regionAt(place);
    if (region === NOWHERE || region !== main) throw new MapError(`${object.where} can't be walked to from the spawns`);
  }
}

const pair = (objects: readonly MapObject[], places: readonly Place[]): { object: MapObject; place: Place }[] =>
  objects.flatMap((object, index) => {
    const place = places[index];
    return place ? [{ object, place }] : [];
  });

function standingFault(arena: Arena, { x, y }: Place): string | undefined {
  if (x < 0 || y < 0 || x > arena.width || y > arena.height) return "is off the map";
  if (arena.blocks(x, y, 0)) return "is inside a wall or low cover";
  if (arena.blocks(x, y, BODY_RADIUS_U))
    return "is too close to a wall, low cover or the edge for a body to stand there";
  return undefined;
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
