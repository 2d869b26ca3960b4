import type { Random } from "@fray/netcode/core";

import type { Place } from "../../navigation/navigation.ts";
import type { OwnBody, View } from "../../view/view.ts";
import { isInZone, type Zone } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import { dutyOf } from "./duty.ts";
import { bestPrize } from "./prize.ts";

/** Somewhere to go for another reason than a fight. */
export interface Errand {
  readonly place: Place;
  /** It goes before a fight: one shoots on the way. */
  readonly urgent: boolean;
  /** Where to stay once there. */
  readonly zone?: Zone;
}

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
