import type { Random } from "@fray/netcode/core";

import { Place, u } from "../../view/shapes.ts";
import type { OwnBody, SeenRound, View } from "../../view/view.ts";
import type { Goal } from "../goals/goal.ts";
import { guardPosition } from "../goals/guard-position.ts";
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
  const { x, y, radius } = view.round.hill;
  return radius > 0 ? guardPosition(memory, view, self, { x, y, radius: radius * SHARE }, random) : undefined;
}
