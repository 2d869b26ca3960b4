import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const FOLDER = new URL("../../../examples/tag/", import.meta.url);
const MOST_LINES = 400;
const NETCODE_README = "../../packages/netcode/README.md";
const read = (path: string): string => readFileSync(new URL(path, FOLDER), "utf8");
/** The formatter indents an excerpt as if it stood by itself. */
const withoutIndent = (text: string): string => text.replaceAll(/^ +/gm, "");
const sources = globSync("src/**/*.ts", { cwd: FOLDER }).map(read);
const tests = globSync("test/**/*.ts", { cwd: FOLDER }).map(read);

test.each([
  ["the tutorial", "README.md", 8],
  ["the README of the netcode", NETCODE_README, 1],
])("every excerpt of %s is in the sources", (_name, path, atLeast) => {
  const excerpts = Array.from(read(path).matchAll(/^```ts\n([^]*?)^```/gm), ([, text = ""]) => text);
  expect(excerpts.length).toBeGreaterThanOrEqual(atLeast);
  for (const excerpt of excerpts)
    expect(
      [...sources, ...tests].some((source) => withoutIndent(source).includes(withoutIndent(excerpt))),
      excerpt,
    ).toBe(true);
});

test("the example has at most 400 lines of code, without blank lines and comments", () => {
  const code = sources.flatMap((source) => source.replaceAll(/\/\*[^]*?\*\//g, "").split("\n"));
  const lines = code.filter((line) => line.trim() !== "" && !line.trim().startsWith("//"));
  expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
});
