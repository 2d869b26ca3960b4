import { assertNever } from "@fray/shared-state/assert-never";
import { modeOf, phaseOf } from "@fray/shared-state/schema/match-state";
import type { Random } from "@fray/shared-state/simulation/random";

import type { OwnBody, View } from "../../view/view.ts";
import type { Memory } from "../memory.ts";
import type { Errand } from "./errand.ts";
import { flagDuty } from "./flag-duty.ts";
import { standIn } from "./post.ts";

/** How much of the hill is stood in: its very edge is no place to be pushed from. */
const HILL_SHARE = 0.85;

/** What the mode asks of somebody in a team; nothing where kills are all that counts, and before and after the round. */
export function dutyOf(memory: Memory, view: View, self: OwnBody, random: Random): Errand | undefined {
  const { round } = view;
  if (phaseOf(round) !== "live" || self.team === 0) return undefined;
  const mode = modeOf(round);
  switch (mode) {
    case "ctf":
      return flagDuty(memory, view, self, random);
    case "hill": {
      const { x, y, radius } = round.hill;
      return radius > 0 ? standIn(memory, view, self, { x, y, radius: radius * HILL_SHARE }, random) : undefined;
    }
    case "ffa":
    case "tdm":
      return undefined;
    default:
      return assertNever(mode);
  }
}
