import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const Found = z.record(z.string(), z.object({ seed: z.number(), invariant: z.string() }));

test("the guide names each mutation with the invariant and the seed that found it", () => {
  const found = Found.parse(JSON.parse(readFileSync("tests/simulate/mutations/found.json", "utf8")));
  const guide = readFileSync("docs/simulate.md", "utf8");
  const section = guide.slice(guide.indexOf("| mutation "), guide.indexOf("## Speed"));
  const rows = section
    .split("\n")
    .slice(2)
    .filter((line) => line !== "")
    .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")));
  const names = globSync("tests/simulate/mutations/*.patch").map((path) => basename(path, ".patch"));
  expect(rows.map(([, name, invariant, seed]) => [name, invariant, seed])).toEqual(
    names.toSorted().map((name) => [name, found[name]?.invariant ?? "not yet", String(found[name]?.seed ?? "")]),
  );
});
