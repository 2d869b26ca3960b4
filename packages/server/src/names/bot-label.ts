import { DEFAULT_NAME } from "@fray/shared-state/protocol/player-name";

import { skeletonOf } from "./skeleton.ts";

/** Matches "bot" as a separate word, with any separators between its letters: "[BOT]", "B.O.T", "b o t". */
const LABEL = /(?<![\p{L}\p{N}])b[^\p{L}\p{N}]*o[^\p{L}\p{N}]*t\p{M}*(?![\p{L}\p{N}])/u;
/** Brackets that are empty after a label was removed. */
const EMPTY_BRACKETS = /[([{<|]\s*[)\]}>|]/gu;
const LOOSE_ENDS = /^[\s:|\-_.~*#]+|[\s:|\-_~*#]+$/gu;

/** Removes from a person's name everything that looks like the label of bots. Only bots have that label. */
export function withoutBotLabel(name: string): string {
  let characters = Array.from(name);
  for (let label = findLabel(characters); label; label = findLabel(characters)) {
    characters = characters.toSpliced(label.start, label.count);
  }
  const rest = characters.join("");
  if (rest === name) return name;
  return rest.replace(EMPTY_BRACKETS, "").replace(LOOSE_ENDS, "").replace(/ +/g, " ") || DEFAULT_NAME;
}

/** Returns the position of a label, in characters. */
function findLabel(characters: readonly string[]): { readonly start: number; readonly count: number } | undefined {
  const found = LABEL.exec(characters.map(lookOf).join(""));
  return found ? { start: found.index, count: found[0].length } : undefined;
}

/** Returns the letter that a character looks like, as one UTF-16 unit, so that positions in both texts are equal. */
function lookOf(character: string): string {
  const [look = "\u0300"] = skeletonOf(character);
  if (look.length === 1) return look;
  // No character outside the basic plane looks like a letter of the label.
  return /[\p{L}\p{N}]/u.test(look) ? "x" : " ";
}
