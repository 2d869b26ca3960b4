import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const FOLDER = new URL("../../../examples/tag/", import.meta.url);
const MOST_LINES = 400;
const read = (path: string): string => readFileSync(new URL(path, FOLDER), "utf8");
/** The formatter indents an excerpt as if it stood by itself. */
const withoutIndent = (text: string): string => text.replaceAll(/^ +/gm, "");
const sources = globSync("src/**/*.ts", { cwd: FOLDER }).map(read);

test("every excerpt of the tutorial is in the sources", () => {
  const excerpts = Array.from(read("README.md").matchAll(/^```ts\n([^]*?)^```/gm), ([, text = ""]) => text);
  expect(excerpts.length).toBeGreaterThan(5);
  for (const excerpt of excerpts)
    expect(
      sources.some((source) => withoutIndent(source).includes(withoutIndent(excerpt))),
      excerpt,
    ).toBe(true);
});

test("the example has at most 400 lines of code, without blank lines and comments", () => {
  const code = sources.flatMap((source) => source.replaceAll(/\/\*[^]*?\*\//g, "").split("\n"));
  const lines = code.filter((line) => line.trim() !== "" && !line.trim().startsWith("//"));
  expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
});
