import type { Arena } from "@fray/shared-state/arena/arena";
import { MapError } from "@fray/shared-state/arena/map-error";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";

import { logger } from "./logger.ts";
import { MAPS_FOLDER } from "./paths.ts";

const MAP_EXTENSION = ".tmj";

/** The history stores names of at most this length. */
const MAP_NAME = /^[\w-]{1,64}$/;

/** A map as this process plays it, and as it sends it to clients. */
export interface LoadedMap {
  readonly arena: Arena;
  /** The text of the file from which `arena` was made. */
  readonly text: string;
}

/**
 * Maps that were read, by name. Each file is read once. If the file were served as it is now, a client that joins
 * after an edit would get other walls than the room has.
 */
const loaded = new Map<string, LoadedMap>();

/** Returns the names of the maps in the folder, sorted. */
export const mapNames = (): string[] =>
  readdirSync(MAPS_FOLDER)
    .filter((file) => file.endsWith(MAP_EXTENSION))
    .map((file) => file.slice(0, -MAP_EXTENSION.length))
    .toSorted();

/**
 * Returns the map of that name. Throws a `MapError` with one line for the host when it does not exist or cannot be
 * played.
 */
export function loadMap(name: string): LoadedMap {
  let map = loaded.get(name);
  if (!map) loaded.set(name, (map = readMap(name)));
  return map;
}

/** Returns a hash of a map's file. Servers with equal hashes have the same walls. */
export const hashOfMap = (name: string): string => createHash("sha256").update(loadMap(name).text).digest("base64url");

function readMap(name: string): LoadedMap {
  if (!MAP_NAME.test(name)) throw new MapError(`map "${name}": a name has only letters, digits, - and _, at most 64`);
  let text: string;
  try {
    text = readFileSync(`${MAPS_FOLDER}${name}${MAP_EXTENSION}`, "utf8");
  } catch {
    throw new MapError(`map "${name}": there is no maps/${name}.tmj; ${suggestion(name)}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new MapError(`map "${name}": maps/${name}.tmj is not JSON; save it from Tiled as a JSON map`);
  }
  return { arena: parseMap(name, json, (warning) => logger.warn(warning)), text };
}

/** Tiled saves JSON maps as `.tmj` or as `.json`. */
function suggestion(name: string): string {
  if (existsSync(`${MAPS_FOLDER}${name}.json`)) return `rename maps/${name}.json to that`;
  return `there are: ${mapNames().join(", ")}`;
}
