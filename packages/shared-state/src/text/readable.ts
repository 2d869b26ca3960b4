import { EMOJI } from "./graphemes.ts";
import { joins } from "./joiners.ts";
import { BOXED, LETTER, MARK, SIGN } from "./scripts.ts";

/** Maximum number of marks on one letter. It is the maximum in use according to UTS #39, section 5.4. */
const MAX_MARKS = 3;
/**
 * Characters that NFKC would spoil: accents that stand alone, which it sets on a space, and the vowel am of Thai and
 * Lao, whose parts it leaves in an order that no font draws.
 */
const KEPT_WHOLE = /[\u00a8\u00af\u00b4\u00b8\u02d8-\u02dd\u2017\u0e33\u0eb3]/u;
const IS_EMOJI = new RegExp(`^${EMOJI}`, "u");
const PIECE = new RegExp(`${EMOJI}|.`, "gsu");

/**
 * Normalizes a player's text to the form that others may see. It folds compatibility characters (NFKC) and makes
 * spaces single. It removes invisible characters and scripts that are no longer in use, and keeps at most three marks
 * on a letter and no mark without a letter. Emoji stay whole, and joiners stay where they change how a word is read.
 * The result may be empty.
 */
export function readableText(text: string): string {
  const folded = Array.from(text, (character) =>
    KEPT_WHOLE.test(character) ? character : character.normalize("NFKD"),
  ).join("");
  const kept = keepReadable(folded.normalize("NFC").replace(/(?:(?!\ufeff)\s)+/gu, " "));
  return kept
    .normalize("NFC")
    .replace(/ +/g, " ")
    .replace(/(?:\u200c|\u200d)+(?= |$)/gu, "")
    .trim();
}

function keepReadable(text: string): string {
  let kept = "";
  /** Number of marks that the letter before may still take; 0 after any other character. */
  let marks = MAX_MARKS;
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (MARK.test(piece)) {
      if (marks++ < MAX_MARKS) kept += piece;
    } else if (LETTER.test(piece)) {
      kept += piece;
      marks = countMarks(piece);
    } else if (piece === "\u200c" || piece === "\u200d") {
      if (joins(kept, piece, text.slice(index + 1, index + 5))) kept += piece;
    } else if (piece === " " || IS_EMOJI.test(piece) || SIGN.test(piece) || BOXED.test(piece)) {
      kept += piece;
      marks = MAX_MARKS;
    }
  }
  return kept;
}

/** Counts the marks that are part of a letter. */
const countMarks = (letter: string): number => letter.normalize("NFD").match(/\p{M}/gu)?.length ?? 0;
