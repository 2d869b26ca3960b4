/** Scripts in everyday use somewhere: the recommended ones and those of limited use, tables 5 and 7 of UAX #31. */
const SCRIPTS = [
  "Arabic Armenian Bengali Bopomofo Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Han Hangul Hebrew Hiragana",
  "Kannada Katakana Khmer Lao Latin Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan",
  "Adlam Balinese Bamum Batak Canadian_Aboriginal Chakma Cham Cherokee Hanifi_Rohingya Javanese Kayah_Li Lepcha Limbu Lisu",
  "Mandaic Meetei_Mayek Miao New_Tai_Lue Newa Nko Ol_Chiki Osage Saurashtra Sundanese Syloti_Nagri Syriac Tai_Le Tai_Tham",
  "Tai_Viet Tifinagh Vai Wancho Yi",
].flatMap((line) => line.split(" "));

const OF_SCRIPTS = SCRIPTS.map((script) => `\\p{Script=${script}}`).join("");

/** No default-ignorable character: those are drawn as nothing. */
const VISIBLE = "(?!\\p{Default_Ignorable_Code_Point})";
/** What all scripts share. In the planes beyond the first one that is notation: music has signs that cannot be seen. */
const SHARED = "(?=[\\u0000-\\uffff])[\\p{Script=Common}\\p{Script=Inherited}]";

/** Letters and digits of the scripts in use, and those that all scripts share. */
export const LETTER = new RegExp(`^${VISIBLE}(?=[\\p{L}\\p{N}])(?:[${OF_SCRIPTS}]|${SHARED})$`, "u");
/** Marks that are set on letters: accents and vowel signs. */
export const MARK = new RegExp(`^${VISIBLE}(?=\\p{M})(?:[${OF_SCRIPTS}]|${SHARED})$`, "u");

/**
 * Punctuation of the scripts in use and their currency signs; of other symbols those that all scripts share. A symbol that is a
 * whole sentence, such as U+FDFD, belongs to a script.
 */
const SIGN = new RegExp(`^${VISIBLE}(?:(?=[\\p{P}\\p{Sc}])[${OF_SCRIPTS}]|(?=[\\p{P}\\p{S}])${SHARED})$`, "u");
/** They have no shape (U+FFFC, U+FFFD), or the width of several letters (the dashes of two and three em). */
const UNFIT = /[\ufffc\ufffd\u2e3a\u2e3b]/u;
/** Beyond the first plane: letters in boxes, and what belongs to emoji. */
const BOXED_OR_EMOJI = /^(?!\p{Cn})(?:[\u{1f100}-\u{1f1ff}]|\p{Emoji_Modifier})$/u;

/** Whether a character that is no letter and no mark can be seen, and told from others. */
export const isSign = (character: string): boolean =>
  (SIGN.test(character) && !UNFIT.test(character)) || BOXED_OR_EMOJI.test(character);
