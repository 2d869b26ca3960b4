import type { Random } from "@fray/netcode/core";

import { Place, u } from "../../view/shapes.ts";
import type { OwnBody, SeenRound, View } from "../../view/view.ts";
import type { Goal } from "../goals/goal.ts";
import { guardPosition } from "../goals/guard-position.ts";
import { roleNow } from "../goals/role.ts";
import type { Memory } from "../memory.ts";
import { lengthToTell, placeToTell, type ModePlay } from "./mode-play.ts";

/** Share of the hill's radius in which bots stand: from its edge they could be pushed out. */
const SHARE = 0.85;

export const hill = {
  objective: hillDuty,
  observed: {
    shape: { hill: Place.extend({ radius: u("size") }).nullable() },
    observe: ({ hill: { x, y, radius } }: SeenRound) => ({
      hill: radius === 0 ? null : { ...placeToTell({ x, y }), radius: lengthToTell(radius) },
    }),
  },
} as const satisfies ModePlay;

function hillDuty(memory: Memory, view: View, self: OwnBody, random: Random): Goal | undefined {
  // As with flags: a bot without teamwork fights where it meets somebody. If all went, a hill of beginners would be a scrum
  // that nobody holds, and newcomers would not live there.
  if (roleNow(memory, view.now, random) === "loner") return undefined;
  const { x, y, radius } = view.round.hill;
  return radius > 0 ? guardPosition(memory, view, self, { x, y, radius: radius * SHARE }, random) : undefined;
}
