import { chanceOf } from "./coding/expectations.ts";
import { LEARNED } from "./coding/learned.ts";
import { firstModels, Models, type FirstModels } from "./coding/models.ts";
import { SECOND_MODELS } from "./second-coder.ts";

/** Made when they are needed first, because most programs that know replays neither write nor read seconds. */
let first: FirstModels | undefined;

/**
 * Creates the models of seconds. What other rounds were like is known beforehand (`npm run replay:models`), because a
 * segment is too short to learn it: that saves 2 to 7 B per player and second.
 */
export function secondModels(): Models {
  first ??= firstModels(SECOND_MODELS, Array.from(LEARNED.join(""), chanceOf));
  return new Models(first);
}
