import { LAYER_NAMES, MAP_LAYERS } from "@fray/shared-state/arena/layers/index";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { testArena } from "../../support/duel.ts";

const maps = readFileSync(new URL("../../../docs/maps.md", import.meta.url), "utf8");

/** The cells of the rows of the table below a line. */
function tableBelow(heading: string): string[][] {
  const [, below = ""] = maps.split(`\n${heading}\n`);
  const lines = below.slice(below.indexOf("\n|") + 1).split("\n");
  const rows = lines.slice(
    2,
    lines.findIndex((line) => !line.startsWith("|")),
  );
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test("docs/maps.md describes every layer as the layer itself does", () => {
  const rows = MAP_LAYERS.map(({ name, describe: { objects, does } }) => [`\`${name}\``, objects, does]);
  const byName = (a: readonly string[], b: readonly string[]): number => (a[0] ?? "").localeCompare(b[0] ?? "");
  expect(tableBelow("## Layers").toSorted(byName)).toEqual(rows.toSorted(byName));
});

test("an arena has every layer, and those that a map leaves out are empty", () => {
  const flags = [{ x: 3, y: 4, team: 1 }];
  const arena = testArena({ flags });
  expect(Object.keys(arena.layers)).toEqual(expect.arrayContaining([...LAYER_NAMES]));
  expect(arena.layers.flags).toBe(flags);
  expect(arena.layers.hills).toEqual([]);
});
