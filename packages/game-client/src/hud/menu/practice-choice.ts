import { BOT_SKILLS, type BotSkill } from "@fray/shared-state/protocol/bot-skill";
import type { CreateRequest } from "@fray/shared-state/protocol/create-options";
import { z } from "zod";

import type { JoinIntent } from "../../connection/join-intent.ts";
import { optional } from "../../platform/optional.ts";

export const PRACTICE_BOTS = [1, 2, 3, 4, 5, 6, 7] as const;
const KEY = "fray.practice";

const Choice = z.object({
  bots: z.number().int().min(1).max(PRACTICE_BOTS.length).catch(3),
  skill: z.enum(BOT_SKILLS).catch("adaptive"),
});
/** Whom a player practises against. */
export type PracticeChoice = z.infer<typeof Choice>;

/** The last choice in this browser. */
export const rememberedPractice = (): PracticeChoice =>
  optional(() => Choice.parse(JSON.parse(localStorage.getItem(KEY) ?? "{}"))) ?? Choice.parse({});

export const rememberPractice = (choice: PracticeChoice): void =>
  optional(() => localStorage.setItem(KEY, JSON.stringify(choice)));

/** A room of one's own, with bots only. */
const ownRoom = (bots: number, skill: BotSkill): CreateRequest => ({ private: true, bots: bots + 1, skill });

/** The intent to practise in a private room against bots. */
export const practiceIntent = ({ bots, skill }: PracticeChoice): JoinIntent => ({
  spectate: false,
  create: ownRoom(bots, skill),
  practice: "bots",
});

/** The intent to learn the game in a minute, with one bot to shoot at. */
export const trainingIntent = (): JoinIntent => ({
  spectate: false,
  create: { ...ownRoom(1, "rookie"), mode: "ffa" },
  practice: "training",
});
