import { displayWidth } from "@fray/shared-state/internal/text/display-width";
import { splitGraphemes } from "@fray/shared-state/internal/text/graphemes";
import { readableText } from "@fray/shared-state/internal/text/readable";
import { NAME_LIMIT, normalizePlayerName } from "@fray/shared-state/protocol/player-name";
import { countGraphemes, fitsLimit, normalizeText, withinLimit } from "@fray/shared-state/protocol/text";
import fc from "fast-check";
import { eastAsianWidth } from "get-east-asian-width";
import { describe, expect, test } from "vitest";

/** Characters of every kind that texts are attacked with, and some that texts are made of. */
const awkward = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...Array.from(
        "aéZ0 .ñш字한ไกक\u094dषम\u094dیما\u0301\u0302\u0303\u0304\u20e3\ufe0f\u200c\u200d\u2800\ufffc\ufdfd\u{1f642}\u{1f469}\u{1f9b0}\u{1f3fd}\u{1f1e9}\u{1f1ea}\u{1f3f4}ﬁ\u337f\u00a8\u00af\u00b4\u309bﾞ\u{1d159}ᅟㅤ",
      ),
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 80,
});

describe("invisible characters are left out", () => {
  test.for([
    ["braille blank", "A\u2800B", "AB"],
    ["nothing but braille blanks", "\u2800\u2800", ""],
    ["lone marks", "\u0301\u0302 \u0303", ""],
    ["a mark at the beginning", "\u0301Ann", "Ann"],
    ["a mark on a space or a symbol", "A \u0301B!\u0302", "A B!"],
    ["a vowel sign without a consonant", "\u093f", ""],
    ["the null notehead", "A\u{1d159}B", "AB"],
    ["musical signs and marks", "\u{1d15f}\u{1d165}a", "a"],
    ["the object replacement character", "A\ufffcB\ufffd", "AB"],
    ["Hangul fillers", "\u115f\u1160\u3164\uffa0A", "A"],
    ["Khmer inherent vowels", "\u17b4\u17b5A", "A"],
    ["variation selectors and the grapheme joiner", "A\ufe0f\ufe01\u034fB\u{e0101}", "AB"],
    ["tags", "A\u{e0041}\u{e007f}", "A"],
    ["bidirectional controls and zero-width spaces", "A\u202e\u2066\u200b\u2060\ufeffB", "AB"],
    ["private use, surrogates and unassigned", "A\ue000\u{f0000}\ud800\u{e0fff}B", "AB"],
    ["Egyptian blanks and other scripts out of use", "A\u{13441}\u{12031}\u{10330}B", "AB"],
    ["joiners between Latin letters", "A\u200dB\u200cC", "ABC"],
    ["the non-joiner after a letter that joins to none", "\u062f\u200c\u0627", "\u062f\u0627"],
  ] as const)("%s", ([, given, seen]) => expect(readableText(given)).toBe(seen));
});

describe("characters that are wider or higher than a letter are limited", () => {
  test("a sentence in one character is left out", () => {
    expect(readableText("\ufdfd".repeat(16))).toBe("");
    expect(normalizePlayerName("\ufdfd".repeat(16))).toBe("Player");
  });

  test("dashes of two and three em are left out", () => expect(readableText("a\u2e3a\u2e3bb")).toBe("ab"));

  test("a letter keeps three marks, those that are part of it included", () => {
    const seen = readableText(`e${"\u0301\u0323".repeat(300)}`);
    expect(seen.normalize("NFD").match(/\p{M}/gu)).toHaveLength(3);
    expect(
      readableText(`\u1ec7${"\u0301".repeat(600)}x`)
        .normalize("NFD")
        .match(/\p{M}/gu),
    ).toHaveLength(3);
    expect(readableText(`\u0915${"\u093e".repeat(600)}`)).toBe(`\u0915${"\u093e".repeat(3)}`);
  });

  test("a name of letters with spacing marks is no wider than one of ideographs", () => {
    const name = normalizePlayerName(`\u0915${"\u093e".repeat(3)}`.repeat(30));
    expect(splitGraphemes(name)).toHaveLength(8);
    expect(normalizePlayerName("字".repeat(30))).toBe("字".repeat(16));
  });

  test("an endless chain of joined pictographs falls apart after four", () => {
    const chain = Array.from({ length: 30 }, () => "👩").join("\u200d");
    expect(splitGraphemes(readableText(chain)).every((grapheme) => grapheme.length <= 11)).toBe(true);
  });
});

describe("real names and texts stay whole", () => {
  test.for([
    ["accents", "Zoë Łukasz Nguyễn Đức"],
    ["polytonic Greek", "ᾧδε"],
    ["Persian with non-joiners", "می‌خواهم خانه‌ای کتاب‌ها"],
    ["Hindi with half forms", "क्‍ष क्‌ष हिन्दी"],
    ["Bengali ya-phalaa", "র‍্যাব"],
    ["Sinhala", "ශ්‍රී ලංකා"],
    ["Malayalam", "മലയാളം"],
    ["Thai and Lao", "น้ำใจ ກໍ່"],
    ["Tibetan", "བརྒྱད་"],
    ["Hebrew with points", "שָׁלוֹם"],
    ["Arabic with vowels", "مُحَمَّدٌ"],
    ["Japanese", "ガンダム・ポポ「々」ー"],
    ["Korean", "김철수"],
    ["joined emoji", "👩‍👩‍👧‍👦👨🏽‍🚀🏳️‍🌈❤️‍🔥👁️‍🗨️🧑‍🧑‍🧒‍🧒"],
    ["flags, keycaps and subdivisions", "🇩🇪🇮🇷1️⃣#️⃣🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
    ["a shrug and lone accents", "¯\\_(ツ)_/¯ ´¨¸"],
    ["signs", "a→b ≥ 5 € ₹ ★ ♥ §4 «oui» ¿qué? — 100 % · ✓"],
    ["code", "if (a < b) { return a[0] || `x`; } // ^_^"],
  ] as const)("%s", ([, text]) => expect(readableText(text)).toBe(text.normalize("NFC")));

  test("compatibility forms become the characters that they stand for", () => {
    expect(readableText("ｆｕｌｌ ﬁne ℌello ㍿")).toBe("full fine Hello 株式会社");
  });
});

test("every character alone, and before a letter, is readable or left out", () => {
  const spoilt: string[] = [];
  for (let code = 0; code < 0x20000; code++) {
    const given = `${String.fromCodePoint(code)}a`;
    const seen = readableText(given);
    if (readableText(seen) !== seen || /[\p{C}\u2800\ufffc]/u.test(seen)) spoilt.push(code.toString(16));
  }
  expect(spoilt).toEqual([]);
});

test("every readable character is as wide as the library's table says", () => {
  /** Hexagrams, numbers in squares, and the vowels and ends of Old Korean syllables. */
  const rare = /[\u2630-\u2637\u268a-\u268f\u3248-\u324f\u4dc0-\u4dff\ufe45\ufe46\u1160-\u11ff\ud7b0-\ud7ff]/u;
  const different: string[] = [];
  for (let code = 0; code < 0x40000; code++) {
    const character = String.fromCodePoint(code);
    if (readableText(character) !== character || rare.test(character)) continue;
    if (/[\p{M}\p{Emoji_Presentation}]/u.test(character)) continue;
    if (displayWidth(character) !== eastAsianWidth(code)) different.push(code.toString(16));
  }
  expect(different).toEqual([]);
});

test("any text becomes readable, and does not change when normalized again", () => {
  fc.assert(
    fc.property(awkward, (given) => {
      const seen = readableText(given);
      expect(readableText(seen)).toBe(seen);
      expect(seen.normalize("NFC")).toBe(seen);
      expect(seen.trim()).toBe(seen);
      expect(seen).not.toMatch(
        /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\p{Bidi_Control}\u2800\ufffc\ufdfd\u200b\u{1d100}-\u{1d1ff}]/u,
      );
      expect(seen.normalize("NFD")).not.toMatch(/(?!\ufe0f)\p{M}(?:(?!\ufe0f)\p{M}){3}/u);
      expect(seen).not.toMatch(/(?:^|[ \p{P}])(?!\ufe0f)\p{M}/u);
    }),
    { numRuns: 3000 },
  );
});

test("any text that is cut to a limit is within it, has whole graphemes, and does not change when cut again", () => {
  fc.assert(
    fc.property(awkward, fc.integer({ min: 1, max: 20 }), (given, graphemes) => {
      const limit = { graphemes, columns: 2 * graphemes, length: 3 * graphemes };
      const seen = normalizeText(given, limit);
      expect(splitGraphemes(seen).length).toBeLessThanOrEqual(graphemes);
      expect(splitGraphemes(seen).reduce((sum, each) => sum + displayWidth(each), 0)).toBeLessThanOrEqual(
        limit.columns,
      );
      expect(seen.length).toBeLessThanOrEqual(limit.length);
      expect(normalizeText(seen, limit)).toBe(seen);
      expect(fitsLimit(seen, limit)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("the server keeps exactly the text that a field accepts", () => {
  fc.assert(
    fc.property(awkward, (given) => {
      const typed = withinLimit(given, NAME_LIMIT);
      expect(given.startsWith(typed)).toBe(true);
      expect(normalizeText(typed, NAME_LIMIT)).toBe(readableText(typed));
    }),
    { numRuns: 1000 },
  );
  expect(withinLimit("👩‍👩‍👧".repeat(20), NAME_LIMIT)).toBe("👩‍👩‍👧".repeat(6));
  expect(withinLimit("é".repeat(20), NAME_LIMIT)).toBe("é".repeat(16));
  expect(withinLimit("Ann ", NAME_LIMIT)).toBe("Ann ");
  expect(countGraphemes("👩‍👩‍👧 né")).toBe(4);
});
