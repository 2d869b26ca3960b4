import { Arena, type ArenaLayout } from "./arena.ts";
import { checkPlaces } from "./check-places.ts";
import { MAP_LAYERS, type LayerName, type MapItems } from "./layers/index.ts";
import type { MapLayer } from "./layers/map-layer.ts";
import { pickLayers, type MapObjects } from "./map-layers.ts";
import { warningsOf } from "./map-warnings.ts";
import { readTiled } from "./tiled.ts";

const LAYERS: readonly MapLayer<LayerName, unknown>[] = MAP_LAYERS;

/**
 * Builds an arena from a Tiled map; docs/maps.md describes each layer. One tile is one u. Throws a `MapError` with
 * the fault and its place when the map can't be played. Calls `warn` with a sentence for each object that was
 * probably meant otherwise.
 */
export function parseMap(name: string, json: unknown, warn: (sentence: string) => void = () => {}): Arena {
  const file = readTiled(name, json);
  const drawn = pickLayers(file);
  const items = readLayers(drawn, `map "${name}"`);
  const layout: ArenaLayout = { name, width: file.width, height: file.height, ...items };
  const arena = new Arena(layout);
  checkPlaces(arena, drawn);
  for (const warning of warningsOf(drawn, file)) warn(warning);
  return arena;
}

/** Reads the objects of all layers, then checks that they fit together. */
function readLayers(drawn: MapObjects, map: string): MapItems {
  const read = LAYERS.map((layer) => ({ layer, items: layer.parse(drawn[layer.name]) }));
  for (const { layer, items } of read) layer.check?.(items, `${map}: layer "${layer.name}":`);
  return Object.fromEntries(read.map(({ layer, items }) => [layer.name, items])) as MapItems;
}
