import { tableOf } from "../by-name.ts";
import { LAYER_NAMES, MAP_LAYERS, type LayerName } from "./layers/index.ts";
import { MapError } from "./map-error.ts";
import type { MapObject } from "./tiled-object.ts";
import type { MapFile } from "./tiled.ts";

const REQUIRED = MAP_LAYERS.filter((layer) => "isRequired" in layer).map(({ name }) => name);

/** A name that differs from a layer's name by at most this many letters counts as a typing error. */
const TYPO_LETTERS = 2;

/** The objects of every layer with a meaning; an empty list for a layer that the map lacks. */
export type MapObjects = Readonly<Record<LayerName, readonly MapObject[]>>;

/**
 * Picks the layers of a map by name; layers with the same name are joined. Throws a `MapError` when one is missing,
 * is not an object layer, or has a name that looks like a typing error.
 */
export function pickLayers(file: MapFile): MapObjects {
  const where = `map "${file.name}"`;
  const objects = tableOf(LAYER_NAMES, (): MapObject[] => []);
  for (const layer of file.layers) {
    const name = LAYER_NAMES.find((known) => known === layer.name);
    if (!name) {
      const meant = LAYER_NAMES.find((known) => lettersOff(known, layer.name.trim().toLowerCase()) <= TYPO_LETTERS);
      if (meant) throw new MapError(`${where}: layer ${JSON.stringify(layer.name)}: did you mean "${meant}"?`);
      continue;
    }
    if (!layer.isObjectLayer) throw new MapError(`${where}: layer "${name}" must be an object layer`);
    objects[name].push(...layer.readObjects());
  }
  const missing = REQUIRED.find((required) => !file.layers.some(({ name }) => name === required));
  if (missing) throw new MapError(`${where}: layer "${missing}" is missing`);
  return objects;
}

/** Returns the number of letters to add, drop or change to turn one word into the other (Levenshtein distance). */
function lettersOff(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 0; row < one.length; row++) {
    const current = [row + 1];
    for (let column = 0; column < other.length; column++) {
      const changed = (previous[column] ?? 0) + (one[row] === other[column] ? 0 : 1);
      current.push(Math.min(changed, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
