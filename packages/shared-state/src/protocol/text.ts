import { displayWidth } from "../text/display-width.ts";
import { splitGraphemes } from "../text/graphemes.ts";
import { readableText } from "../text/readable.ts";

/** The maximum length of a player's text. */
export interface TextLimit {
  readonly graphemes: number;
  /** Width as displayed. A Latin letter takes one column, an ideograph or an emoji takes two. */
  readonly columns: number;
  /** Length in UTF-16 units. A grapheme may have many units. */
  readonly length: number;
}

/**
 * A text longer than this many times the limit is cut before it is normalized: normalizing may shorten a text, but
 * not by this factor.
 */
const RAW_SHARE = 4;

/** Normalizes a player's text and cuts it to a limit. The result may be empty. */
export function normalizeText(text: string, limit: TextLimit): string {
  return cutText(readableText(text.slice(0, limit.length * RAW_SHARE)), limit);
}

/** Returns the first graphemes of a normalized text, as many as the limit allows. */
export function cutText(text: string, limit: TextLimit): string {
  let kept = "";
  let count = 0;
  let columns = 0;
  for (const grapheme of splitGraphemes(text)) {
    columns += displayWidth(grapheme);
    if (++count > limit.graphemes || columns > limit.columns || kept.length + grapheme.length > limit.length) break;
    kept += grapheme;
  }
  return kept.replace(/(?:\u200c|\u200d| )+$/u, "");
}

/** Whether a text fits its limit after it is normalized, so nothing of it would be cut. */
export function fitsLimit(text: string, limit: TextLimit): boolean {
  const readable = readableText(text);
  return cutText(readable, limit) === readable;
}

/** Counts the graphemes of a text after it is normalized. */
export const countGraphemes = (text: string): number => splitGraphemes(readableText(text)).length;

/** Cuts a typed text at the limit. It counts like the server. */
export function withinLimit(typed: string, limit: TextLimit): string {
  const graphemes = splitGraphemes(typed.slice(0, limit.length));
  while (graphemes.length > 0 && !fitsLimit(graphemes.join(""), limit)) graphemes.pop();
  return graphemes.join("");
}
