import { MatchSnapshot } from "@fray/shared-state/match/match-snapshot";
import { WorldSnapshot } from "@fray/shared-state/simulation/world-snapshot";
import { z } from "zod";

import { TallySnapshot } from "../progress/round-tally.ts";

/** The rounds of a room at one moment, from which another process continues them. */
export const SeriesSnapshot = z.object({
  /** Index in the rotation. */
  turn: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31),
  map: z.string().max(64),
  /** Hash of the map's file: places are only valid on the same map. */
  mapHash: z.string().max(64),
  match: MatchSnapshot,
  world: WorldSnapshot,
  tally: TallySnapshot,
});
export type SeriesSnapshot = z.infer<typeof SeriesSnapshot>;
