import type { Arena } from "@fray/shared-state/arena/arena";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { readFileSync } from "node:fs";

/** A map of the repository, by name. */
export function loadMap(name: string): Arena {
  return parseMap(name, readMap(name));
}

export function readMap(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../maps/${name}.tmj`, import.meta.url), "utf8"));
}
