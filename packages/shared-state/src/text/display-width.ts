/** Characters that are drawn in colour as an emoji, alone or in a sequence. */
const DRAWN = /[\p{Emoji_Presentation}\ufe0f\u20e3]/u;
/**
 * Characters that are drawn on the letter before, or not at all. A mark that has its own column is as wide as a
 * letter.
 */
const NO_WIDTH = /[\p{Mn}\p{Me}\u200c\u200d]/u;
/**
 * Wide characters of UAX #11 that people use. A test compares them with a library's table, which is too large for the
 * page.
 */
const WIDE =
  /[\u2ff0-\u303e\u309b-\u33ff]|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Yi}/u;

/** Width of one grapheme in columns. A Latin letter takes one column. */
export function displayWidth(grapheme: string): number {
  if (DRAWN.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) if (!NO_WIDTH.test(character)) width += WIDE.test(character) ? 2 : 1;
  return width;
}
