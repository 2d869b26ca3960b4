import type { BotSkill } from "@fray/shared-state/protocol/bot-skill";

/** The skills of bots in plain words, from the default to the strongest step. */
export const SKILL_CHOICES: readonly (readonly [skill: BotSkill, text: string])[] = [
  ["adaptive", "Adapt to the players"],
  ["mixed", "A mix of all"],
  ["1", "1: first steps"],
  ["rookie", "2: rookie"],
  ["3", "3"],
  ["4", "4"],
  ["regular", "5: regular"],
  ["6", "6"],
  ["7", "7"],
  ["veteran", "8: veteran"],
  ["9", "9: master"],
];

/** The named steps, under their numbers. */
const NAMED: Readonly<Partial<Record<BotSkill, BotSkill>>> = { 2: "rookie", 5: "regular", 8: "veteran" };

/** Returns the choice for a skill: the step 5 is the choice "regular". */
export const choiceOf = (skill: BotSkill): BotSkill => NAMED[skill] ?? skill;
