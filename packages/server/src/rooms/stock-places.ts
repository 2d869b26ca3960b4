import type { ArenaSettings } from "../sessions/arena-settings.ts";

/** Every room has so many places for them, or as many as it has, unless the host wants none. */
const LEAST = 16;

/**
 * Number of a room's places for clients that read no snapshot records. What they are sent takes several times as long
 * to encode.
 */
export function stockPlaces(places: number, { stockShare }: Pick<ArenaSettings, "stockShare">): number {
  return stockShare === 0 ? 0 : Math.min(places, Math.max(LEAST, Math.ceil((places * stockShare) / 100)));
}
