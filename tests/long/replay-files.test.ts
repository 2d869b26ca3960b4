import { MODES } from "@fray/shared-state/match/modes";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { bundle } from "../support/bundle.ts";
import { ENGINES, findEngine } from "../support/engines.ts";
import { recordHeadless } from "../support/record-headless.ts";
import { playReplay } from "./engines/play-replays.ts";

/** The first time, the engines are downloaded: 60 MB. */
const PATIENCE_MS = 300_000;

describe.each(ENGINES)("$name", (engine) => {
  const found = findEngine(engine);
  if ("missing" in found) {
    test.skip(`is not compared: ${found.missing}`, () => {});
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "fray-replays-"));
  const script = join(folder, "replays.js");
  let replays: string[];
  beforeAll(async () => {
    replays = MODES.map((mode, seed) =>
      Buffer.from(recordHeadless({ map: "foundry", mode, bots: 8, seconds: 60, seed }).recording.file).toString("hex"),
    );
    const code = await bundle("long/engines/play-replays.ts", "engine");
    writeFileSync(script, `var REPLAYS = ${JSON.stringify(replays)};\n${code}`);
  }, PATIENCE_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(
    "plays a minute of each mode to the hash that Node recorded in each second",
    async () => {
      const { stdout } = await promisify(execFile)(found.path, [script], { env: found.env });
      const expected = replays.map((hex) => playReplay(hex));
      expect(JSON.parse(stdout)).toEqual(expected);
      for (const { ticks, isEqual } of expected) expect({ ticks, isEqual }).toEqual({ ticks: 1800, isEqual: true });
    },
    PATIENCE_MS,
  );
});
