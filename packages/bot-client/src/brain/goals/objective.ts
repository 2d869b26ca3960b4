import type { Random } from "@fray/netcode/core";
import { modeOf, phaseOf } from "@fray/shared-state/match/modes";

import type { OwnBody, View } from "../../view/view.ts";
import type { Memory } from "../memory.ts";
import { MODE_PLAYS } from "../modes/index.ts";
import type { Goal } from "./goal.ts";

/**
 * Returns the mode's objective for a bot in a team. Undefined in modes that count only kills, and before and after
 * the round.
 */
export function objectiveOf(memory: Memory, view: View, self: OwnBody, random: Random): Goal | undefined {
  const { round } = view;
  if (phaseOf(round) !== "live" || self.team === 0) return undefined;
  return MODE_PLAYS[modeOf(round)].objective?.(memory, view, self, random);
}
