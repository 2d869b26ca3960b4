import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The one of the system, which may be too old. */
const SYSTEM_NODE = "/usr/bin/node";
const OLDEST = 24;

const top = mkdtempSync(join(tmpdir(), "fray-release-"));
afterAll(() => rmSync(top, { recursive: true }));
let folder: string;
beforeAll(() => {
  const archive = execFileSync("npm", ["run", "-s", "release", "--", "--draft"], { cwd: ROOT, encoding: "utf8" })
    .trim()
    .split("\n")
    .at(-1);
  execFileSync("tar", ["-xzf", archive ?? "", "-C", top]);
  const [name = ""] = readdirSync(top);
  folder = join(top, name);
}, 300_000);

describe("the archive of a release", () => {
  test("starts by its script, serves the page and a fight, and keeps its data beside itself", async () => {
    const before = readdirSync(folder);
    const server = await startServer({ file: join(folder, "start.sh"), args: ["--port", "0", "--bots", "2"] });
    expect((await fetch(server.http)).status).toBe(200);
    expect((await fetch(`${server.http}/api/server-key`)).status, "it records replays").toBe(200);
    const player = await TestPlayer.join(server.http);
    await until("a bot is there", () => player.frame?.self?.alive && player.game.standings().length > 1);
    await player.leave();
    // Such as that rounds are not recorded, because a part is missing.
    expect(server.log()).not.toContain('"level":40');
    expect(await server.stop()).toBe(0);
    expect(readdirSync(folder)).toEqual(before);
    expect(existsSync(join(top, "fray-data/secret"))).toBe(true);
  });

  test("has the licences of what is in it, and scripts that shells understand", () => {
    const licences = readFileSync(join(folder, "THIRD-PARTY-LICENSES.md"), "utf8");
    for (const name of ["@colyseus/core", "phaser", "preact", "kysely", "ioredis"])
      expect(licences).toContain(`## ${name} `);
    for (const script of ["start.sh", "start.command"]) execFileSync("sh", ["-n", join(folder, script)]);
    expect(readFileSync(join(folder, "start.bat"), "latin1")).toMatch(/^@echo off\r\n/);
  });

  const version = spawnSync(SYSTEM_NODE, ["--version"], { encoding: "utf8" }).stdout ?? "";
  const isOld = /^v\d/.test(version) && Number(version.slice(1).split(".")[0]) < OLDEST;
  if (!isOld) console.log(`skipped: ${SYSTEM_NODE} is ${version.trim() || "missing"}, and an old one is needed`);

  test.skipIf(!isOld)("says in one line that a Node is too old", () => {
    const { status, stdout, stderr } = spawnSync(SYSTEM_NODE, ["server.mjs"], { cwd: folder, encoding: "utf8" });
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr.trim().split("\n")).toEqual([
      expect.stringContaining("Fray needs Node 24 or later, and this is Node"),
    ]);
  });
});
