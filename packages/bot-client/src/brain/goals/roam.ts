import type { Random } from "@fray/netcode/core";

import type { Place } from "../../navigation/navigation.ts";
import type { OwnBody } from "../../view/view.ts";
import { distanceBetween } from "../geometry.ts";
import type { Memory } from "../memory.ts";

/** Shortest roaming walk, in u. Shorter walks meet no enemies. */
const SHORTEST_ROAM_U = 9;
/** Number of places that are compared for the next walk. */
const ROAM_CHOICES = 3;

/** Chooses a destination for a bot without another goal. */
export function nextRoamDestination(memory: Memory, self: OwnBody, random: Random): Place | undefined {
  const { regions } = memory.navigation;
  const middle = { x: memory.arena.width / 2, y: memory.arena.height / 2 };
  let best: Place | undefined;
  let bestScore = Infinity;
  for (let i = 0; i < ROAM_CHOICES; i++) {
    const place = regions[Math.floor(random() * regions.length)];
    if (!place) return undefined;
    const tooClose = distanceBetween(self, place) < SHORTEST_ROAM_U ? 100 : 0;
    // Players meet in the middle of the map, so most walks lead through it.
    const score = distanceBetween(middle, place) + tooClose;
    if (score < bestScore) {
      best = place;
      bestScore = score;
    }
  }
  return best;
}
