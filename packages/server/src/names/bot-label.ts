import { DEFAULT_NAME } from "@fray/shared-state/protocol/player-name";

import { skeletonOf } from "./skeleton.ts";

/** "bot" as a word of its own, however its letters are set apart: "[BOT]", "B.O.T", "b o t". */
const LABEL = /(?<![\p{L}\p{N}])b[^\p{L}\p{N}]*o[^\p{L}\p{N}]*t\p{M}*(?![\p{L}\p{N}])/u;
/** What is left of a label in brackets, and what set it apart from the name. */
const EMPTY_BRACKETS = /[([{<|]\s*[)\]}>|]/gu;
const LOOSE_ENDS = /^[\s:|\-_.~*#]+|[\s:|\-_~*#]+$/gu;

/** The name of a person without what looks like the label of bots: only bots have that. */
export function withoutBotLabel(name: string): string {
  let characters = Array.from(name);
  for (let label = findLabel(characters); label; label = findLabel(characters)) {
    characters = characters.toSpliced(label.start, label.count);
  }
  const rest = characters.join("");
  if (rest === name) return name;
  return rest.replace(EMPTY_BRACKETS, "").replace(LOOSE_ENDS, "").replace(/ +/g, " ") || DEFAULT_NAME;
}

/** Where a label stands, in characters. */
function findLabel(characters: readonly string[]): { readonly start: number; readonly count: number } | undefined {
  const found = LABEL.exec(characters.map(lookOf).join(""));
  return found ? { start: found.index, count: found[0].length } : undefined;
}

/** What a character looks like, in one UTF-16 unit, so that places in both texts are the same. */
function lookOf(character: string): string {
  const [look = "\u0300"] = skeletonOf(character);
  if (look.length === 1) return look;
  // Nothing beyond the first plane looks like a letter of the label.
  return /[\p{L}\p{N}]/u.test(look) ? "x" : " ";
}
