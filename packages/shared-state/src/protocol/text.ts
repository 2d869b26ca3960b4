const splitGraphemes = createSplitter();

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
  for (const segment of splitGraphemes(visible)) {
    if (count === maxGraphemes || kept.length + segment.length > maxLength) break;
    kept += segment;
    count++;
  }
  return kept.trim();
}

export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of splitGraphemes(text)) count++;
  return count;
}

/** Firefox before 125 has no segmenter: there a grapheme is one character and the marks and joined characters after it. */
function createSplitter(): (text: string) => Iterable<string> {
  try {
    const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
    return (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);
  } catch {
    return (text) => text.match(/.(?:\p{M}|\p{Emoji_Modifier}|\u200D.)*/gsu) ?? [];
  }
}
