import { readWordList } from "@fray/server/internal/chat/word-list";
import { systemDisk, type Disk } from "@fray/server/internal/storage/disk";
import { describe, expect, test } from "vitest";

const listOf = (text: string) =>
  readWordList("words.txt", { ...systemDisk, read: () => Buffer.from(text) } satisfies Disk);

describe("a word is found however it is spelled", () => {
  const words = listOf("# ours\nnoob\n|grape|\nклоун # in another script\n间谍\nhood?d\n");
  test.each([
    ["noob", "you noob"],
    ["a look-alike of another script", "you nооb"],
    ["figures", "n00b"],
    ["longer", "nnnnoooooob"],
    ["signs between", "n.o-o_b"],
    ["spaces between", "what a n o o b he is"],
    ["in a word", "megaNOOBs"],
    ["a whole word", "the grape!"],
    ["another script", "ты КЛОУН"],
    ["another script, longer", "клоооун"],
    ["ideographs", "他是间谍吗"],
    ["any letter", "hoodxd"],
  ])("%s", (_what, text) => expect(words.isIn(text)).toBe(true));

  test.each(["nob", "grapefruit", "hello there", "間", "", "o o", "🙂", "no obstacle"])("not in %s", (text) =>
    expect(words.isIn(text)).toBe(false),
  );
});

test("the library's own list is there by name, and no list allows everything", () => {
  expect(readWordList("english", systemDisk).isIn("what the fuuuck")).toBe(true);
  expect(readWordList("english", systemDisk).isIn("pass the class")).toBe(false);
  expect(readWordList("", systemDisk).isIn("fuck")).toBe(false);
});

test("files of all systems are read, and an empty one has no words", () => {
  expect(listOf("\ufeffnoob\r\nother\r\n").isIn("noob")).toBe(true);
  expect(listOf("\n\n# nothing\n").isIn("nothing")).toBe(false);
});

describe("a file that can't be used gets one line", () => {
  test("with a pattern that can't be read", () => {
    expect(() => listOf("fine\nbr[oken\n")).toThrow(/^--word-list: "words.txt", line 2: "br\[oken" can't be used: /u);
    expect(() => listOf("[x]")).toThrow("it fits a text without letters");
  });

  test("with too many words", () => {
    const words = Array.from({ length: 10_001 }, (_, index) => `word${index}`).join("\n");
    expect(() => listOf(words)).toThrow('--word-list: "words.txt" has 10001 words, and at most 10000 are possible');
  });

  test("that is not there", () => {
    expect(() => readWordList("/nowhere/words.txt", systemDisk)).toThrow(
      '--word-list: "/nowhere/words.txt" can\'t be used (ENOENT): a part of the path does not exist',
    );
  });
});
