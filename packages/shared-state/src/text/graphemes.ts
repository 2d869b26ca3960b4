/** A pictograph and what changes its look: emoji style, a tone of skin. */
const PICTOGRAPH = "(?!\\p{Cn})\\p{Extended_Pictographic}(?:\\ufe0f|\\p{Emoji_Modifier})?";
const REGION = "[\\u{1f1e6}-\\u{1f1ff}]";
/** The flags of parts of Britain, the only ones that are spelt in tags (UTS #51, RGI_Emoji_Tag_Sequence). */
const TAGGED_FLAG = "\\u{1f3f4}\\u{e0067}\\u{e0062}[\\u{e0061}-\\u{e007a}]{3}\\u{e007f}";

/** One emoji, of up to four joined pictographs: no family that is drawn as one is larger. */
export const EMOJI = `(?:${TAGGED_FLAG}|${REGION}{2}|[0-9#*]\\ufe0f?\\u20e3|${PICTOGRAPH}(?:\\u200d${PICTOGRAPH}){0,3})`;

const GRAPHEME = new RegExp(`${EMOJI}|.[\\p{M}\\u200c\\u200d]*`, "gsu");

/**
 * Splits a text into the characters that a person counts: a letter with its marks, or an emoji. The result is the
 * same on the server and in every page. `Intl.Segmenter` does not ensure that: versions of Unicode differ, and older
 * browsers lack it.
 */
export const splitGraphemes = (text: string): string[] => text.match(GRAPHEME) ?? [];
