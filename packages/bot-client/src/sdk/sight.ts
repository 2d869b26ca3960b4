import { distanceBetween } from "@fray/netcode/core";
import { areEnemies } from "@fray/shared-state/simulation/body";

import type { Place } from "../navigation/navigation.ts";
import type { SeenBody, View } from "../view/view.ts";

/** Whether no wall stands between the own body and a place. Low cover and bushes do not count as walls. */
export function canSee({ arena, self }: View, place: Place): boolean {
  return self !== undefined && arena.sees(self.x, self.y, place.x, place.y);
}

/** Lists the enemies that no wall hides, nearest first. */
export function enemiesInSight(view: View): SeenBody[] {
  const { self } = view;
  if (!self) return [];
  return view.bodies
    .filter((body) => areEnemies(self, body) && canSee(view, body))
    .toSorted((a, b) => distanceBetween(self, a) - distanceBetween(self, b));
}
