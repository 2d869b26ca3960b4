import type { Random } from "@fray/netcode/core";

import type { Place } from "../../navigation/navigation.ts";
import type { OwnBody, View } from "../../view/view.ts";
import { distanceBetween, isInZone, isStillIn, type Zone } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import type { Goal } from "./goal.ts";

/** Time that a bot stands at a place in a zone before it moves to another, in s. */
const STAND_S = { least: 0.8, most: 2.5 } as const;
/** Bots choose places within this share of a zone's radius. */
const INNER_SHARE = 0.75;

/**
 * Stays in a zone and changes places in it, since a body that stands still gets hit. Urgent until the bot is inside.
 */
export function guardPosition(memory: Memory, view: View, self: OwnBody, zone: Zone, random: Random): Goal {
  const { post } = memory;
  const isHere = post && distanceBetween(post.zone, zone) === 0 && post.zone.radius === zone.radius;
  if (!isHere || view.now > post.until) {
    const length = STAND_S.least + random() * (STAND_S.most - STAND_S.least);
    memory.post = { ...placeIn(memory, zone, random), zone, until: view.now + length };
  }
  return { place: memory.post ?? zone, urgent: !isStillIn(zone, self, memory.zone !== undefined), zone };
}

function placeIn({ navigation }: Memory, zone: Zone, random: Random): Place {
  const angle = random() * Math.PI * 2;
  const length = Math.sqrt(random()) * zone.radius * INNER_SHARE;
  const place = navigation.nearestFree(zone.x + Math.cos(angle) * length, zone.y + Math.sin(angle) * length);
  return place && isInZone(zone, place) ? place : zone;
}
