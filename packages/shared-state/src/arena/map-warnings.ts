import { MAP_LAYERS, type LayerName } from "./layers/index.ts";
import type { MapLayer } from "./layers/map-layer.ts";
import type { MapObjects } from "./map-layers.ts";
import type { MapObject } from "./tiled-object.ts";

const LAYERS: readonly MapLayer<LayerName, unknown>[] = MAP_LAYERS;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Sentences for the mapper about objects that can be played, but were probably meant otherwise. */
export const warningsOf = (drawn: MapObjects, size: Size): string[] =>
  LAYERS.flatMap(({ name, properties = [] }) =>
    drawn[name].flatMap((object) => [...misspelled(object, properties), ...outside(object, size)]),
  );

/** The names of custom properties are case-sensitive, and an unknown one is ignored. */
const misspelled = ({ where, properties }: MapObject, known: readonly string[]): string[] =>
  [...properties.keys()].flatMap((written) => {
    const meant = known.find((name) => name !== written && name === written.trim().toLowerCase());
    return meant === undefined ? [] : [`${where} has a property ${JSON.stringify(written)}; only "${meant}" is read`];
  });

/** A place off the map is refused. An area there has no effect. */
function outside({ where, x, y, width, height }: MapObject, size: Size): string[] {
  if (width === 0 || height === 0) return [];
  const isInside = x < size.width && y < size.height && x + width > 0 && y + height > 0;
  return isInside ? [] : [`${where} is wholly off the map and has no effect`];
}
