import type { Random } from "@fray/netcode/core";

import type { Place } from "../../navigation/navigation.ts";
import type { OwnBody } from "../../view/view.ts";
import { distanceBetween } from "../geometry.ts";
import type { Memory } from "../memory.ts";

/** Number of directions in which the bot looks for cover, and the distances, in u. */
const DIRECTIONS = 12;
const NEAREST_U = 2.5;
const FARTHEST_U = 9;
/** Running toward the enemy costs this much per u by which the distance shrinks. */
const TOWARD_COST = 1.5;

/**
 * Finds a nearby place that the threat can't see, and that the bot reaches quickly without running toward the threat.
 */
export function findCover(memory: Memory, self: OwnBody, threat: Place, random: Random): Place | undefined {
  const { arena } = memory;
  const start = random() * Math.PI * 2;
  const now = distanceBetween(self, threat);
  let best: Place | undefined;
  let bestCost = Infinity;
  for (let i = 0; i < DIRECTIONS; i++) {
    const angle = start + (i / DIRECTIONS) * Math.PI * 2;
    const length = NEAREST_U + random() * (FARTHEST_U - NEAREST_U);
    const x = self.x + Math.cos(angle) * length;
    const y = self.y + Math.sin(angle) * length;
    const place = memory.navigation.nearestFree(x, y);
    if (!place || distanceBetween(place, { x, y }) > 1 || arena.sees(threat.x, threat.y, place.x, place.y)) continue;
    const lost = Math.max(0, now - distanceBetween(place, threat));
    const cost = distanceBetween(self, place) + lost * TOWARD_COST;
    if (cost < bestCost) {
      best = place;
      bestCost = cost;
    }
  }
  return best;
}
