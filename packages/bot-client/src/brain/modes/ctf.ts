import { z } from "zod";

import { Place, Team } from "../../view/shapes.ts";
import type { OwnBody, SeenRound, View } from "../../view/view.ts";
import { flagObjective } from "../goals/flag-objective.ts";
import { placeToTell, type ModePlay } from "./mode-play.ts";

export const ctf = {
  objective: flagObjective,
  wanted: thiefOf,
  observed: {
    shape: {
      flags: z.array(
        Place.extend({
          team: Team,
          carrier: z.int().min(0).describe("id of who carries it; 0 for nobody"),
          home: z.boolean().describe("it stands on its own stand"),
        }),
      ),
    },
    observe: ({ flags }: SeenRound) => ({
      flags: Array.from(flags, ({ x, y, team, carrier, home }) => ({ ...placeToTell({ x, y }), team, carrier, home })),
    }),
  },
} as const satisfies ModePlay;

/** Returns the id of the body that carries the own team's flag; 0 if it is not carried. */
function thiefOf({ round }: View, self: OwnBody): number {
  for (const { team, carrier } of round.flags) if (team === self.team) return carrier;
  return 0;
}
