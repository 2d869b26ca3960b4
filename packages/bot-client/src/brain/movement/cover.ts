import type { Random } from "@fray/netcode/core";

import type { Place } from "../../navigation/navigation.ts";
import type { OwnBody } from "../../view/view.ts";
import { distanceBetween } from "../geometry.ts";
import type { Memory } from "../memory.ts";

/** Directions in which cover is looked for, and how far, in u. */
const DIRECTIONS = 12;
const NEAREST_U = 2.5;
const FARTHEST_U = 9;
/** Running toward the enemy costs this much per u of distance lost to them. */
const TOWARD_COST = 1.5;

/** A place near by that the threat can't see and that is quick to reach without running into it. */
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
