import type { Arena } from "@fray/shared-state/arena/arena";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { mapPath } from "@fray/shared-state/protocol/rooms";

import { addressAt } from "./address-at.ts";

const arenas = new Map<string, Promise<Arena>>();

/**
 * Fetches the map `name` from the server at `url` (ws: or wss:, with its path). Downloads it once per process, so
 * that bots share its computed data. After a failure the next call tries again.
 */
export function fetchArena(url: string, name: string): Promise<Arena> {
  const address = addressAt(url, mapPath(name));
  const known = arenas.get(address);
  if (known) return known;
  const arena = download(address, name);
  arenas.set(address, arena);
  arena.catch(() => arenas.delete(address));
  return arena;
}

async function download(address: string, name: string): Promise<Arena> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: HTTP ${response.status}`);
  return parseMap(name, await response.json());
}
