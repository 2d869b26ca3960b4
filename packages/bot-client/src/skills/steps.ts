import { SKILL_STEPS, stepsOf, type FixedSkill } from "@fray/shared-state/protocol/bot-skill";

import { skillAtLevel } from "./levels.ts";
import type { Skill } from "./skill.ts";

/**
 * Where the nine steps lie on the scale of described players. The places are measured: `npm run bench -- bots` prints
 * how often each step wins a duel against the step below, which should be 60..75 %.
 */
const LEVEL_OF_STEP: readonly number[] = [0.4, 0.64, 0.88, 1.12, 1.42, 1.77, 2.18, 2.7, 4];

const SKILL_OF_STEP: readonly Skill[] = LEVEL_OF_STEP.map(skillAtLevel);
const STRONGEST: Skill = skillAtLevel(LEVEL_OF_STEP.at(-1) ?? 0);

/** Returns the skill of a step, 1..9. */
export const skillOfStep = (step: number): Skill => SKILL_OF_STEP[step - SKILL_STEPS.least] ?? STRONGEST;

/** Returns the skill of the `index`-th bot of a group with these steps. */
export const skillInTurn = (steps: readonly number[], index: number): Skill =>
  skillOfStep(steps[index % steps.length] ?? SKILL_STEPS.least);

/** Returns the skill of the `index`-th bot of a group. */
export const skillOf = (choice: FixedSkill, index: number): Skill => skillInTurn(stepsOf(choice), index);

/** The skills that have names. */
export const SKILLS = { rookie: skillOf("rookie", 0), regular: skillOf("regular", 0), veteran: skillOf("veteran", 0) };
