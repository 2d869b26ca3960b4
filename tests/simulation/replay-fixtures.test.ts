import { systemRuntime } from "@fray/netcode/core";
import { CHECK_TOOLS } from "@fray/server/internal/replays/check-tools";
import { findRulesPath } from "@fray/server/internal/replays/rules-files";
import { runReplayCommand } from "@fray/server/internal/replays/run-command";
import { systemDisk } from "@fray/server/internal/storage/disk";
import type { RulesFile } from "@fray/shared-state/replay/rules-file";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** A folder for each released version of the rules, with its rules' file and a replay of each mode. */
const FIXTURES = fileURLToPath(new URL("../fixtures/replays/", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "fray-rules-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Never delete a fixture, and never change one: last year's round plays next year. */
describe.each(readdirSync(FIXTURES))("the rules %s", (hash) => {
  const replays = readdirSync(join(FIXTURES, hash)).filter((name) => name.endsWith(".fray"));
  let rules: RulesFile;
  beforeAll(async () => {
    const code = brotliDecompressSync(readFileSync(join(FIXTURES, hash, "rules.js.br")));
    expect(createHash("sha256").update(code).digest("hex")).toBe(hash);
    const path = join(folder, `${hash}.mjs`);
    writeFileSync(path, code);
    rules = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as RulesFile;
  });

  test.each(replays)("still play %s to the recorded hash of each second", async (name) => {
    const { file, player } = rules.openReplay(readFileSync(join(FIXTURES, hash, name)));
    expect(file.header.rules).toBe(hash);
    let steps = 0;
    while (player.step()) steps++;
    expect(player.difference).toBeUndefined();
    expect(steps).toBeGreaterThan(90);
    expect(await rules.checkSignatures(file, CHECK_TOOLS)).toMatchObject({ fault: undefined, unsignedSeconds: 0 });
  });

  test("are those by which the command plays, and nothing else does", async () => {
    const replay = join(FIXTURES, hash, replays[0] ?? "");
    const data = join(folder, hash);
    const verify = () =>
      runReplayCommand(["verify", replay, "--data-dir", data], { disk: systemDisk, runtime: systemRuntime });
    // The rules of this version may be in its build as well.
    if (!findRulesPath(hash, "", systemDisk)) await expect(verify()).rejects.toThrow("the rules of this replay");
    mkdirSync(join(data, "rules"), { recursive: true });
    const path = join(data, "rules", `${hash}.js`);
    const code = brotliDecompressSync(readFileSync(join(FIXTURES, hash, "rules.js.br")));
    writeFileSync(path, `${code.toString()} `);
    await expect(verify()).rejects.toThrow("was changed");
    writeFileSync(path, code);
    const { lines, isDone } = await verify();
    expect(lines[0]).toMatch(/^Played \d+ ticks to the same state in each of \d+ seconds\.$/);
    expect(isDone).toBe(true);
  });
});

test("there are fixtures of a version of the rules", () => {
  expect(readdirSync(FIXTURES).length).toBeGreaterThan(0);
});
