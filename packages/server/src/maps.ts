import type { Arena } from "@fray/shared-state/arena/arena";
import { MapError, parseMap } from "@fray/shared-state/arena/parse-map";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Folder of the Tiled maps a host can edit or add to; it is served as it is. */
export const MAPS_FOLDER = fileURLToPath(new URL("../../../maps/", import.meta.url));

const MAP_NAME = /^[\w-]+$/;

/** Reads a map by name. Throws a `MapError` with one line for the host when there is none or it can't be played. */
export function loadMap(name: string): Arena {
  if (!MAP_NAME.test(name)) throw new MapError(`map "${name}": a name has only letters, digits, - and _`);
  let text: string;
  try {
    text = readFileSync(`${MAPS_FOLDER}${name}.tmj`, "utf8");
  } catch {
    throw new MapError(`map "${name}": there is no maps/${name}.tmj`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new MapError(`map "${name}": maps/${name}.tmj is not JSON; save it from Tiled as a JSON map`);
  }
  return parseMap(name, json);
}
