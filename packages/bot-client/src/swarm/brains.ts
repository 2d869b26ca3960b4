import { createRandom } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";

import { decide } from "../brain/decide.ts";
import { createMemory } from "../brain/memory.ts";
import { navigationOf } from "../navigation/navigation-of.ts";
import { skillInTurn } from "../skills/steps.ts";
import type { Brain } from "../view/brain.ts";

/** Creates the brains of a group. The seed decides how they play. */
export class Brains {
  /** The steps of skill that the bots have in turn. A bot takes a new step when it spawns, not in the middle of a fight. */
  steps: readonly number[];
  readonly #seed: number;

  constructor(steps: readonly number[], seed: number) {
    this.steps = steps;
    this.#seed = seed;
  }

  /** The brain of the `index`-th bot, for one map. */
  create(arena: Arena, index: number): Brain {
    const memory = createMemory(skillInTurn(this.steps, index), arena, navigationOf(arena));
    const random = createRandom(this.#seed + index + 1);
    return (view) => {
      if (view.self?.lives !== memory.lives) memory.skill = skillInTurn(this.steps, index);
      return decide(memory, view, random);
    };
  }
}
