import { afterEach, expect, test, vi } from "vitest";

const { Segmenter } = Intl;
afterEach(() => Object.assign(Intl, { Segmenter }));

const JOINED = "👩‍🚀";
const TEXTS = [
  ["abc", 3],
  ["e\u0301a\u0308\u0323", 2],
  [`${JOINED}${JOINED}!`, 3],
  ["👍🏽", 1],
  ["", 0],
] as const;

test.each([
  ["with", Segmenter],
  ["without", undefined],
])("graphemes are counted and cut whole %s Intl.Segmenter", async (_, segmenter) => {
  Object.assign(Intl, { Segmenter: segmenter });
  vi.resetModules();
  const { countGraphemes, normalizeText } = await import("@fray/shared-state/protocol/text");
  expect(TEXTS.map(([text]) => countGraphemes(text))).toEqual(TEXTS.map(([, count]) => count));
  expect(normalizeText("e\u0323\u0302e\u0323\u0302", 1, 16)).toBe("\u1ec7");
  expect(countGraphemes(normalizeText("abcdef", 4, 16))).toBe(4);
});
