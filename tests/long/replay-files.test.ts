import { createRandom } from "@fray/netcode/core";
import { MODES } from "@fray/shared-state/match/modes";
import { ReplayError } from "@fray/shared-state/replay/replay-error";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { bundle } from "../support/bundle.ts";
import { damage } from "../support/damaged-files.ts";
import { ENGINES, findEngine } from "../support/engines.ts";
import { recordHeadless } from "../support/record-headless.ts";
import { playReplay } from "./engines/play-replays.ts";

/** The first time, the engines are downloaded: 60 MB. */
const PATIENCE_MS = 300_000;
const FILES = 100_000;
const PLAYED_TICKS = 40;

describe("damaged, cut and hostile files", () => {
  test(`are refused with a sentence or played, in bounded time: ${FILES} of them`, { timeout: 1_800_000 }, () => {
    const { file } = recordHeadless({ map: "duel", mode: "ffa", bots: 3, seconds: 12 }).recording;
    const random = createRandom(20_261_130);
    const sentences = new Set<string>();
    let played = 0;
    let slowestMs = 0;
    for (let count = 0; count < FILES; count++) {
      const bytes = damage(file, random);
      const before = process.cpuUsage();
      try {
        const player = new ReplayPlayer(ReplayFile.read(bytes));
        for (let tick = 0; tick < PLAYED_TICKS && player.step(); tick++);
        player.seek(player.firstTick + Math.floor(random() * 400));
        played++;
      } catch (error) {
        if (!(error instanceof ReplayError)) throw error;
        sentences.add(error.message);
      }
      const { user, system } = process.cpuUsage(before);
      slowestMs = Math.max(slowestMs, (user + system) / 1000);
    }
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^]*\.$/);
    expect(played).toBeGreaterThan(FILES / 100);
    expect(sentences.size).toBeGreaterThan(10);
    expect(slowestMs).toBeLessThan(5000);
  });
});

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
