import type { Random } from "@fray/netcode/core";

import type { OwnBody, View } from "../../view/view.ts";
import { isInZone } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import { dutyOf } from "./duty.ts";
import type { Errand } from "./goal.ts";
import { bestPrize } from "./prize.ts";

/** What is most worth going to: for the team, or for oneself. */
export function chooseErrand(memory: Memory, view: View, self: OwnBody, random: Random): Errand | undefined {
  const duty = dutyOf(memory, view, self, random);
  if (duty?.urgent) return duty;
  const prize = bestPrize(memory, view, self);
  if (duty?.zone && isInZone(duty.zone, self)) {
    // A post is left for nothing that lies outside.
    return prize && isInZone(duty.zone, prize.place) ? { ...prize, zone: duty.zone } : duty;
  }
  return prize ?? duty;
}
