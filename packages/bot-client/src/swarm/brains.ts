import { createRandom } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";

import { decide } from "../brain/decide.ts";
import { createMemory } from "../brain/memory.ts";
import { navigationOf } from "../navigation/navigation-of.ts";
import { skillOf, type SkillChoice } from "../skills.ts";
import type { Brain } from "../view/brain.ts";

/** Creates the brains of a group. The seed decides how they play. */
export class Brains {
  readonly #skill: SkillChoice;
  readonly #seed: number;

  constructor(skill: SkillChoice, seed: number) {
    this.#skill = skill;
    this.#seed = seed;
  }

  /** The brain of the `index`-th bot, for one map. */
  create(arena: Arena, index: number): Brain {
    const memory = createMemory(skillOf(this.#skill, index), arena, navigationOf(arena));
    const random = createRandom(this.#seed + index + 1);
    return (view) => decide(memory, view, random);
  }
}
