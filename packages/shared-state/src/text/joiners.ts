const NON_JOINER = "\u200c";
/** Arabic letters that join to no following letter: right-joining and non-joining ones, by Joining_Type. */
const ENDS_JOINING =
  /[\u0621-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef]/u;
const JOINS_ON = /(\p{Script=Arabic})\p{Mn}*$/u;
const IS_JOINED = /^\p{Mn}*(?![\u0621\u0674])(?=\p{L})\p{Script=Arabic}/u;
/** A consonant of an Indic script, followed by the sign that removes its vowel. */
const VOWELLESS = /\p{L}\p{M}*[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca]\p{Mn}*$/u;
/** Ra before a half ya, as Bengali and Kannada spell it. */
const RA = /[\u09b0\u0cb0]$/u;
/** Longest part of the text before the joiner that is examined. */
const LOOK_BACK = 12;

/**
 * Whether a joiner (U+200D) or non-joiner (U+200C) between two pieces of text changes how they are read, as in
 * Persian, Hindi or Sinhala: rules A1, A2 and B of UAX #31, section 3.1.1. Elsewhere it is invisible.
 */
export function joins(before: string, joiner: string, after: string): boolean {
  const end = before.slice(-LOOK_BACK);
  if (joiner === NON_JOINER) {
    const letter = JOINS_ON.exec(end)?.[1];
    if (letter && !ENDS_JOINING.test(letter)) return IS_JOINED.test(after);
    return VOWELLESS.test(end) && /^\p{L}/u.test(after);
  }
  if (RA.test(end)) return /^[\u09cd\u0ccd]\p{L}/u.test(after);
  return VOWELLESS.test(end) && /^\p{L}/u.test(after);
}
