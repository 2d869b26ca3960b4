const classOf = (scripts: string): string => scripts.replace(/\w+ ?/g, (script) => `\\p{Script=${script.trim()}}`);

/** Historic scripts in the first plane (UAX #31, table 4), and the Braille patterns. */
const PAST = classOf(
  "Braille Buginese Buhid Coptic Glagolitic Hanunoo Ogham Phags_Pa Rejang Runic Samaritan Tagalog Tagbanwa",
);
/**
 * Scripts in use beyond the first plane. All other characters there are historic scripts or notations: musical
 * notation has invisible characters.
 */
const BEYOND = classOf("Adlam Chakma Ethiopic Han Hanifi_Rohingya Hiragana Katakana Latin Miao Newa Osage Wancho");

/**
 * Default-ignorable characters are invisible, U+FFFC and U+FFFD have no fixed shape, and the two-em and three-em
 * dashes are as wide as several letters.
 */
const UNFIT = `[\\ufffc\\ufffd\\u2e3a\\u2e3b\\p{Default_Ignorable_Code_Point}${PAST}]`;

const visible = (category: string): RegExp =>
  new RegExp(`^(?=${category})(?!${UNFIT})[\\u0000-\\uffff${BEYOND}]$`, "u");

/** Letters and digits of scripts in use, and those that all scripts share. */
export const LETTER = visible("[\\p{L}\\p{N}]");
/** Marks that are set on letters: accents and vowel signs. */
export const MARK = visible("\\p{M}");
/**
 * Characters that are neither letters nor marks: punctuation, currency signs and the symbols that all scripts share.
 * A symbol that is a whole sentence, such as U+FDFD, belongs to a script.
 */
export const SIGN = visible("[\\p{P}\\p{Sc}]|(?=\\p{S})\\p{Script=Common}");
/** Characters beyond the first plane: letters in boxes, and parts of emoji. */
export const BOXED = /^(?!\p{Cn})(?:[\u{1f100}-\u{1f1ff}]|\p{Emoji_Modifier})$/u;
