/** The steps of skill, from the weakest to the strongest. Neighbours are equally far apart. */
export const SKILL_STEPS = { least: 1, most: 9 } as const;

/** Bots that follow the people of their room. */
export const ADAPTIVE = "adaptive";
const STEP_NAMES = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;
/** The names of steps, and of a spread of steps. */
const NAMES = ["rookie", "regular", "veteran", "mixed"] as const;

/** Skills of a group of bots that does not depend on anybody. */
export const FIXED_SKILLS = [...NAMES, ...STEP_NAMES] as const;
export type FixedSkill = (typeof FIXED_SKILLS)[number];
/** Skills of a room's bots. */
export const BOT_SKILLS = [ADAPTIVE, ...FIXED_SKILLS] as const;
export type BotSkill = (typeof BOT_SKILLS)[number];

const STEPS_OF_NAME: Readonly<Record<(typeof NAMES)[number], readonly number[]>> = {
  rookie: [2],
  regular: [5],
  veteran: [8],
  // Of any five, two are easy and one is hard.
  mixed: [5, 2, 8, 3, 6],
};

/** Returns the steps of a group's bots, in turn: the bot at index `i` has the step at `i` modulo the length. */
export const stepsOf = (skill: FixedSkill): readonly number[] =>
  isName(skill) ? STEPS_OF_NAME[skill] : [Number(skill)];

const isName = (skill: FixedSkill): skill is (typeof NAMES)[number] => skill in STEPS_OF_NAME;
