import type { Arena } from "@fray/shared-state/arena/arena";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { mapPath } from "@fray/shared-state/protocol/rooms";

/**
 * Fetches the map `map` from the server at `endpoint`. Rejects when the server has no such map or the map is invalid.
 */
export async function fetchArena(map: string, endpoint: string, signal: AbortSignal): Promise<Arena> {
  const response = await fetch(new URL(`.${mapPath(map)}`, endpoint), { signal });
  if (!response.ok) throw new Error(`the map could not be fetched: ${response.status}`);
  return parseMap(map, await response.json());
}
