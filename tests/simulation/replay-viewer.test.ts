import { ReplayFeed } from "@fray/game-client/internal/replay/replay-feed";
import { ReplayGame } from "@fray/game-client/internal/replay/replay-game";
import type { Found } from "@fray/game-client/internal/replay/worker/messages";
import { ReplayHost } from "@fray/game-client/internal/replay/worker/replay-host";
import type { Rules } from "@fray/game-client/internal/replay/worker/rules";
import { systemRuntime } from "@fray/netcode/core";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { CHUNK, encodeChunk } from "@fray/shared-state/replay/chunks";
import { encodeLook } from "@fray/shared-state/replay/look-record";
import * as rulesFile from "@fray/shared-state/replay/rules-file";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";

import { recordHeadless } from "../support/record-headless.ts";
import { settled, until } from "../support/until.ts";

const FIXTURES = fileURLToPath(new URL("../fixtures/replays/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "fray-viewer-rules-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const hash of readdirSync(FIXTURES)) {
  writeFileSync(join(folder, `${hash}.mjs`), brotliDecompressSync(readFileSync(join(FIXTURES, hash, "rules.js.br"))));
}

/** Opens a replay as the worker of the page does. */
async function open(bytes: Uint8Array) {
  const found: Found[] = [];
  const host = new ReplayHost({
    runtime: systemRuntime,
    load: (address) => import(/* @vite-ignore */ address.replace(/\.js$/, ".mjs")) as Promise<Rules>,
    found: (part) => found.push(part),
  });
  const rules = pathToFileURL(`${folder}/`).href;
  return { host, found, answer: await host.answer({ type: "open", bytes, rules }) };
}

const NO_INPUT = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };

/** Every version of the viewer shows the replays of every version of the rules. */
describe.each(readdirSync(FIXTURES))("of the rules %s", (hash) => {
  const replays = readdirSync(join(FIXTURES, hash)).filter((name) => name.endsWith(".fray"));

  test.each(replays)("%s is drawn to its end, with every fighter, and its timeline is found", async (name) => {
    const { host, found, answer } = await open(readFileSync(join(FIXTURES, hash, name)));
    if (answer.type !== "opened") throw new Error(JSON.stringify(answer));
    const { facts } = answer;
    const failures: string[] = [];
    const source = new ReplayFeed({
      facts,
      ask: (question) => host.answer(question),
      onFail: (message) => failures.push(message),
    });
    const arena = parseMap(facts.map, JSON.parse(facts.mapText));
    const game = new ReplayGame({ facts, arena, source, begin: facts.firstTick });
    let most = 0;
    let events = 0;
    for (let now = 0; !game.isReady || !game.playback.isAtEnd; now += 50) {
      const { others, watched, events: shown } = game.frame(now, NO_INPUT);
      most = Math.max(most, others.length);
      events += shown.length;
      if (others.length > 0) expect(watched).toBeDefined();
      await new Promise((resolve) => setImmediate(resolve));
      expect(failures).toEqual([]);
      expect(now, "the replay never ends").toBeLessThan(600_000);
    }
    expect(most).toBeGreaterThan(1);
    expect(events).toBeGreaterThan(5);
    await until("the timeline is searched", () => (found.at(-1)?.until ?? 0) >= source.lastTick);
  });
});

test("fighters are drawn in their looks, and the scoreboard has their levels and titles", async () => {
  const { recording } = recordHeadless({ map: "duel", mode: "ffa", bots: 2, seconds: 4 });
  const records = [{ ordinal: 1, look: 133, level: 7, title: 2 }].map(encodeLook);
  const bytes = Buffer.concat([recording.file, ...records.map((record) => encodeChunk(CHUNK.look, record))]);
  const host = new ReplayHost({
    runtime: systemRuntime,
    load: async () => rulesFile as unknown as Rules,
    found: () => {},
  });
  const answer = await host.answer({ type: "open", bytes, rules: "" });
  if (answer.type !== "opened") throw new Error(JSON.stringify(answer));
  const { facts } = answer;
  const source = new ReplayFeed({ facts, ask: (question) => host.answer(question), onFail: () => {} });
  const arena = parseMap(facts.map, JSON.parse(facts.mapText));
  const game = new ReplayGame({ facts, arena, source, begin: facts.firstTick + 60 });
  await until("it is drawn", () => game.frame(0, NO_INPUT).others.length === 2);
  const looks = game.frame(0, NO_INPUT).others.toSorted((a, b) => a.id - b.id);
  expect(looks.map(({ look }) => look)).toEqual([0, 133]);
  const rows = game.standings().toSorted((a, b) => a.id - b.id);
  expect(rows.map(({ level, title }) => [level, title])).toEqual([
    [0, 0],
    [7, 2],
  ]);
});

test("no bytes make the worker throw: it answers with a sentence", async () => {
  const whole = readFileSync(join(FIXTURES, readdirSync(FIXTURES)[0] ?? "", "ffa.fray"));
  for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 60)) {
    const { host, answer } = await settled(open(whole.subarray(0, length)));
    const last = answer.type === "opened" ? await host.answer({ type: "seek", tick: 1e9, lead: 10 }) : answer;
    if (last.type === "failed") expect(last.message).toMatch(/^[A-Z].*\.$/);
  }
});
