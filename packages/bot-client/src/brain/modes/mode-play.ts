import type { Random } from "@fray/netcode/core";
import type { z } from "zod";

import type { OwnBody, SeenRound, View } from "../../view/view.ts";
import type { Goal } from "../goals/goal.ts";
import type { Memory } from "../memory.ts";

/**
 * Describes how bots play a mode. Each mode with an objective has its own file in this folder, and a line in
 * `index.ts`.
 */
export interface ModePlay {
  /** Returns the mode's objective for a bot in a team while the round is live. */
  objective?(memory: Memory, view: View, self: OwnBody, random: Random): Goal | undefined;
  /** Id of an enemy that matters more than others; 0 if there is none. */
  wanted?(view: View, self: OwnBody): number;
  /** The description of the objective in an observation, for bot programs. It is sent in every mode. */
  readonly observed?: Observed;
}

/** Fields of an observation, and their values in a round. */
export interface Observed {
  readonly shape: Readonly<Record<string, z.ZodType>>;
  observe(round: SeenRound): object;
}

const short = (value: number): number => Math.round(value * 1000) / 1000;

/** Rounds a place for an observation, to 1/1000 u. */
export const placeToTell = ({ x, y }: { readonly x: number; readonly y: number }) => ({ x: short(x), y: short(y) });
export const lengthToTell = short;
