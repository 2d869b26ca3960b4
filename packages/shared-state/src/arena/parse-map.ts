import { Arena, type ArenaLayout } from "./arena.ts";
import { checkPlaces } from "./check-places.ts";
import { MAP_LAYERS, type LayerName, type MapItems } from "./layers/index.ts";
import type { MapLayer } from "./layers/map-layer.ts";
import { pickLayers, type MapObjects } from "./map-layers.ts";
import { readTiled } from "./tiled.ts";

const LAYERS: readonly MapLayer<LayerName, unknown>[] = MAP_LAYERS;

/**
 * Makes an arena of a map drawn in Tiled; docs/maps.md says what each layer means. One tile is one u. Throws a
 * `MapError` that says what is wrong and where when the map can't be played.
 */
export function parseMap(name: string, json: unknown): Arena {
  const file = readTiled(name, json);
  const drawn = pickLayers(file);
  const items = readLayers(drawn, `map "${name}"`);
  const layout: ArenaLayout = { name, width: file.width, height: file.height, ...items };
  const arena = new Arena(layout);
  checkPlaces(arena, drawn);
  return arena;
}

/** Reads the objects of all layers, then checks that they fit together. */
function readLayers(drawn: MapObjects, map: string): MapItems {
  const read = LAYERS.map((layer) => ({ layer, items: layer.parse(drawn[layer.name]) }));
  for (const { layer, items } of read) layer.check?.(items, `${map}: layer "${layer.name}":`);
  return Object.fromEntries(read.map(({ layer, items }) => [layer.name, items])) as MapItems;
}
