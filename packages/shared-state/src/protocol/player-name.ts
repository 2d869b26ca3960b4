const MAX_GRAPHEMES = 16;
/** Bounds a name whose every grapheme is a tower of combining marks. */
const MAX_LENGTH = 48;

export const DEFAULT_NAME = "Player";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * A name as everybody will see it: compatibility characters folded (NFKC), no control, bidirectional or invisible
 * characters, single spaces, at most 16 graphemes. What is left of nothing is "Player".
 */
export function normalizePlayerName(name: string): string {
  const visible = name
    .slice(0, MAX_LENGTH * 4)
    .normalize("NFKC")
    .replace(/\s+/gu, " ")
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, "")
    .replace(/ +/g, " ")
    .trim();
  let kept = "";
  let count = 0;
  for (const { segment } of graphemes.segment(visible)) {
    if (count === MAX_GRAPHEMES || kept.length + segment.length > MAX_LENGTH) break;
    kept += segment;
    count++;
  }
  return kept.trim() || DEFAULT_NAME;
}
