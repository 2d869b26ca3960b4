import type { Random } from "@fray/netcode/core";

import type { OwnBody, View } from "../../view/view.ts";
import { isInZone, isStillIn } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import type { Goal } from "./goal.ts";
import { objectiveOf } from "./objective.ts";
import { bestPickup } from "./pickup.ts";

/** Chooses the place that is most worth going to, for the team or for the bot itself. */
export function chooseGoal(memory: Memory, view: View, self: OwnBody, random: Random): Goal | undefined {
  const objective = objectiveOf(memory, view, self, random);
  if (objective?.urgent) return objective;
  const pickup = bestPickup(memory, view, self);
  if (objective?.zone && isStillIn(objective.zone, self, memory.zone !== undefined)) {
    // A guard does not leave its zone for a pickup outside.
    return pickup && isInZone(objective.zone, pickup.place) ? { ...pickup, zone: objective.zone } : objective;
  }
  return pickup ?? objective;
}
