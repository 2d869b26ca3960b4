import { WEAPONS } from "@fray/shared-state/rules";
import { DEEDS } from "@fray/shared-state/simulation/deed";
import { z } from "zod";

const Count = z.number().int().min(0).max(1_000_000);
const Counts = z.array(Count).max(64);

/** What a person has done in one round. */
export const Feats = z.object({
  /** Points against people, and against bots. */
  points: Count,
  botPoints: Count,
  /** Deeds against people, in the order of `DEEDS`. */
  deeds: Counts,
  /** Kills with each weapon, and deaths by it, in the order of `WEAPONS`. */
  kills: Counts,
  deaths: Counts,
});
export type Feats = z.infer<typeof Feats>;

export const noFeats = (): Feats => ({
  points: 0,
  botPoints: 0,
  deeds: DEEDS.map(() => 0),
  kills: WEAPONS.map(() => 0),
  deaths: WEAPONS.map(() => 0),
});
