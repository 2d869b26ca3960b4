import type { Colors } from "../palette.ts";
import { bodySprites } from "./body-sprites.ts";
import { DEBRIS_SPRITES } from "./debris-sprites.ts";
import { EMOTE_SPRITES } from "./emote-sprites.ts";
import { LIGHT_SPRITES } from "./light-sprites.ts";
import { objectiveSprites, PAIR_SIGN_SPRITES } from "./objective-sprites.ts";
import { PATTERN_SPRITES } from "./pattern-sprites.ts";
import { RING_SPRITES } from "./ring-sprites.ts";
import { SIGN_SPRITES } from "./sign-sprites.ts";

/** The sprites that do not depend on the weapons. */
export const basicSprites = (colors: Colors) => ({
  ...bodySprites(colors),
  ...objectiveSprites(colors),
  ...PAIR_SIGN_SPRITES,
  ...PATTERN_SPRITES,
  ...LIGHT_SPRITES,
  ...DEBRIS_SPRITES,
  ...SIGN_SPRITES,
  ...EMOTE_SPRITES,
  ...RING_SPRITES,
});
