import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const PACKAGES = fileURLToPath(new URL("../../packages/", import.meta.url));
const IMPORT = /(?:from|import\()\s*"(\.[^"]+)"/g;

/** Files of a package and the files of the same package that each imports, as paths below `src/`. */
function importsOf(name: string): Map<string, string[]> {
  const root = join(PACKAGES, name, "src");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  return new Map(
    files.map((file) => {
      const source = readFileSync(join(root, file), "utf8");
      const targets = Array.from(source.matchAll(IMPORT), ([, path = ""]) => normalize(join(dirname(file), path)));
      return [file, targets.filter((target) => files.includes(target))];
    }),
  );
}

/** Pairs of folders that import each other, in alphabetical order. */
function twoWayPairs(name: string): string[] {
  const arrows = new Set<string>();
  for (const [file, targets] of importsOf(name)) {
    for (const target of targets) {
      const [from, to] = [file, target].map((path) => (path.includes("/") ? path.split("/")[0] : ""));
      if (from && to && from !== to) arrows.add(`${from} ${to}`);
    }
  }
  return [...arrows]
    .map((arrow) => arrow.split(" "))
    .filter(([from = "", to = ""]) => from < to && arrows.has(`${to} ${from}`))
    .map((pair) => pair.join(" <-> "))
    .toSorted();
}

/** Files that can be reached from themselves. */
function filesInCircles(name: string): string[] {
  const imports = importsOf(name);
  return [...imports.keys()].filter((start) => {
    const seen = new Set<string>();
    const waiting = [...(imports.get(start) ?? [])];
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (file === start) return true;
      if (seen.has(file)) continue;
      seen.add(file);
      waiting.push(...(imports.get(file) ?? []));
    }
    return false;
  });
}

test.for([
  ["netcode", []],
  ["shared-state", []],
  ["game-client", []],
  ["bot-client", []],
  // Two schemas of settings stand with what they describe.
  ["server", ["config <-> network"]],
] as const)("folders of %s import each other in one direction", ([name, known]) => {
  expect(twoWayPairs(name)).toEqual(known);
  expect(filesInCircles(name)).toEqual([]);
});
