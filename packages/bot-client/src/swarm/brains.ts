import type { Arena } from "@fray/shared-state/arena/arena";
import { createRandom } from "@fray/shared-state/simulation/random";

import { decide } from "../brain/decide.ts";
import { createMemory } from "../brain/memory.ts";
import { Navigation } from "../navigation/navigation.ts";
import { skillOf, type SkillChoice } from "../skills.ts";
import type { Brain } from "./bot.ts";

/** Makes the brains of a group. They share what is worked out about a map; the seed decides how they play. */
export class Brains {
  readonly #skill: SkillChoice;
  readonly #seed: number;
  readonly #navigations = new WeakMap<Arena, Navigation>();

  constructor(skill: SkillChoice, seed: number) {
    this.#skill = skill;
    this.#seed = seed;
  }

  /** The brain of the `index`-th bot, for one map. */
  create(arena: Arena, index: number): Brain {
    const memory = createMemory(skillOf(this.#skill, index), arena, this.#navigationOf(arena));
    const random = createRandom(this.#seed + index + 1);
    return (view) => decide(memory, view, random);
  }

  #navigationOf(arena: Arena): Navigation {
    const known = this.#navigations.get(arena) ?? new Navigation(arena);
    this.#navigations.set(arena, known);
    return known;
  }
}
