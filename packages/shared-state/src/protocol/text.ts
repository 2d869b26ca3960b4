const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Text of a player as everybody may see it: compatibility characters folded (NFKC), no control, bidirectional or
 * invisible characters, single spaces, at most `maxGraphemes` graphemes and `maxLength` UTF-16 units (which bounds a text
 * whose every grapheme is a tower of combining marks). May leave nothing.
 */
export function normalizeText(text: string, maxGraphemes: number, maxLength: number): string {
  const visible = text
    .slice(0, maxLength * 4)
    .normalize("NFKC")
    .replace(/\s+/gu, " ")
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, "")
    .replace(/ +/g, " ")
    .trim();
  let kept = "";
  let count = 0;
  for (const { segment } of graphemes.segment(visible)) {
    if (count === maxGraphemes || kept.length + segment.length > maxLength) break;
    kept += segment;
    count++;
  }
  return kept.trim();
}

export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count++;
  return count;
}
