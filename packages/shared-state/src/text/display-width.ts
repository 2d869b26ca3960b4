import { eastAsianWidth } from "get-east-asian-width";

/** What is drawn in colour as an emoji, alone or with others. */
const DRAWN = /[\p{Emoji_Presentation}\ufe0f\u20e3]/u;
/** Drawn on the letter before, or not at all. Marks that stand beside the letter are as wide as one. */
const NO_WIDTH = /[\p{Mn}\p{Me}\u200c\u200d]/u;

/** Width of one grapheme in columns, of which a Latin letter takes one (UAX #11). */
export function displayWidth(grapheme: string): number {
  if (DRAWN.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) {
    if (!NO_WIDTH.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}
