import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { bundle } from "../support/bundle.ts";
import { ENGINES, findEngine } from "../support/engines.ts";
import { run, type EngineResult } from "./engines/run.ts";

/** The first time, the engines are downloaded: 60 MB. */
const PATIENCE_MS = 300_000;

const folder = mkdtempSync(join(tmpdir(), "fray-engines-"));
const script = join(folder, "rules.js");
let expected: EngineResult;
beforeAll(async () => {
  writeFileSync(script, await bundle("long/engines/run.ts", "engine"));
  expected = run();
}, PATIENCE_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("V8 computes a world, its records and quantized numbers", () => {
  expect(expected.worlds).toHaveLength(10);
  expect(new Set([...expected.worlds, expected.records, expected.quantized]).size).toBe(12);
});

describe.each(ENGINES)("$name", (engine) => {
  const found = findEngine(engine);
  if ("missing" in found) {
    test.skip(`is not compared: ${found.missing}`, () => {});
    return;
  }
  test(
    "computes the same 10,000 ticks, records and quantized numbers as V8, to the bit",
    async () => {
      const { stdout } = await promisify(execFile)(found.path, [script], { env: found.env });
      expect(JSON.parse(stdout)).toEqual(expected);
    },
    PATIENCE_MS,
  );
});
