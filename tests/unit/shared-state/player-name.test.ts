import { normalizePlayerName } from "@fray/shared-state/protocol/player-name";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

describe("a name", () => {
  test.for([
    ["  Ann  ", "Ann"],
    ["", "Player"],
    [" \u200b\u202e\u0007 ", "Player"],
    ["A\u202eB\u0000C\u200dD", "ABCD"],
    ["ｆｕｌｌ ｗｉｄｔｈ", "full width"],
    ["two   spaces\tand\na line", "two spaces and a"],
    ["a".repeat(1000), "a".repeat(16)],
    ["<script>", "<script>"],
  ] as const)("%j is seen as %j", ([given, seen]) => {
    expect(normalizePlayerName(given)).toBe(seen);
  });

  test("of any characters is short, visible and stays as it is when normalised again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (given) => {
        const seen = normalizePlayerName(given);
        expect([...graphemes.segment(seen)].length).toBeLessThanOrEqual(16);
        expect(seen.length).toBeLessThanOrEqual(48);
        expect(seen).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u200b]/u);
        expect(seen.trim()).toBe(seen);
        expect(normalizePlayerName(seen)).toBe(seen);
      }),
    );
  });
});
