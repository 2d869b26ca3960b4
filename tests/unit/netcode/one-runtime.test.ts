import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const ROOT = new URL("../../../", import.meta.url);
/** This folder replaces the platform's own clock and randomness. */
const REPLACES_PLATFORM = "packages/netcode/src/testing/";

/** A comment, or a string on one line. */
const SKIPPED = /\/\/.*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
const isComment = (token: string): boolean => token.startsWith("/");
/** Replaces everything but line ends, so that lines keep their numbers. */
const blank = (text: string): string => text.replaceAll(/./g, " ");

/** Clocks that have no name of their own for the linter: the current date. */
const CURRENT_DATE = /\bnew Date\b(?!\s*\(\s*[^\s)])|(?<!\bnew )\bDate\(/g;
/** `createHistogram` only counts. */
const CLOCK_MODULE =
  /(?<!\{ createHistogram(?:, type \w+)* \} from )["'](?:node:)?(?:timers(?:\/promises)?|perf_hooks)["']/g;
/** A default or namespace import is refused as well, because it hides which functions are used. */
const RANDOM_IMPORT =
  /\bimport\s+(?!type\b)(?:[^{;]*|\{[^}]*\b(?:random\w*|getRandomValues|webcrypto)\b[^}]*\}\s*)from ["'](?:node:)?crypto["']/g;

/** Returns the numbers of the lines that read a clock or a random number of the platform in a way that oxlint misses. */
function findPlatform(source: string): number[] {
  const withoutComments = source.replaceAll(SKIPPED, (token) => (isComment(token) ? blank(token) : token));
  const code = source.replaceAll(SKIPPED, blank);
  const found = [
    ...code.matchAll(CURRENT_DATE),
    ...withoutComments.matchAll(CLOCK_MODULE),
    ...withoutComments.matchAll(RANDOM_IMPORT),
  ];
  return found.map(({ index }) => source.slice(0, index).split("\n").length);
}

test.for([
  "const now = new Date();",
  "const now = new Date ( );",
  "const now = new Date;",
  "const text = Date();",
  "const text = `at ${new Date()}`;",
  'import { setTimeout as delay } from "node:timers/promises";',
  'const { setTimeout: delay } = await import("timers/promises");',
  'import { performance } from "node:perf_hooks";',
  'import { createHash, randomUUID } from "node:crypto";',
  'import {\n  randomBytes,\n} from "node:crypto";',
  'import crypto from "node:crypto";',
  'import * as crypto from "crypto";',
])("the search finds %j", (line) => {
  expect(findPlatform(`// The first line.\n${line}\n`)).toEqual([2]);
});

test.for([
  "const then = new Date(at);",
  "const then: Date = new Date(\n  at,\n);",
  "const start = Date.UTC(2026, 0, 1);",
  "// Not new Date().",
  "/**\n * Not new Date().\n */",
  'const text = "new Date()";',
  'import { createHash } from "node:crypto";',
  'import type { Hash } from "node:crypto";',
  'import { createHistogram, type RecordableHistogram } from "node:perf_hooks";',
  'import { randomly } from "./random.ts";\nimport { createHash } from "node:crypto";',
])("the search ignores %j", (line) => {
  expect(findPlatform(line)).toEqual([]);
});

test("all time and randomness of the packages comes from a runtime that is passed in", () => {
  const files = globSync("packages/*/src/**/*.{ts,tsx}", { cwd: ROOT }).filter(
    (file) => !file.startsWith(REPLACES_PLATFORM),
  );
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) =>
    findPlatform(readFileSync(new URL(file, ROOT), "utf8")).map((line) => `${file}:${line}`),
  );
  expect(found).toEqual([]);
});
