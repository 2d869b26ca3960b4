import type { ArenaSettings } from "../sessions/arena-settings.ts";

/** So many of them cost little in any room, unless the host wants none. */
const LEAST = 64;

/**
 * Number of a room's places that clients without snapshot records may take; `Infinity` when they may take all. What
 * they are sent takes several times as long to encode, and the longer the more bodies there are.
 */
export function stockPlaces(places: number, { stockShare }: Pick<ArenaSettings, "stockShare">): number {
  if (stockShare === 0) return 0;
  const most = Math.max(LEAST, Math.ceil((places * stockShare) / 100));
  return most < places ? most : Infinity;
}
