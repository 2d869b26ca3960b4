import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { build } from "../support/build.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const top = mkdtempSync(join(tmpdir(), "fray-built-"));
const dist = join(top, "dist");
beforeAll(() => build(dist));
afterAll(() => rmSync(top, { recursive: true }));

/** Starts what was built, the way of a host who runs it in its own folder. */
const start = (): Promise<ServerProcess> =>
  startServer({ program: join(dist, "server.mjs"), cwd: dist, args: "--port 0 --bots 0 --drain-seconds 0".split(" ") });

/** Runs `node server.mjs` with these words to its end. */
function run(...words: string[]): Promise<{ code: number; lines: string[] }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["server.mjs", ...words], { cwd: dist }, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : 0;
      resolve({ code, lines: `${stdout}${stderr}`.trim().split("\n") });
    });
  });
}

test("a map that was saved as .json is named, with the name that it needs", async () => {
  const folder = join(dist, "maps");
  writeFileSync(join(folder, "saved.json"), readFileSync(join(folder, "kiln.tmj")));
  const { code, lines } = await run("--map", "saved", "--port", "0", "--data-dir", "");
  expect(lines).toEqual(['map "saved": there is no maps/saved.tmj; rename maps/saved.json to that']);
  expect(code).toBe(1);
  rmSync(join(folder, "saved.json"));
});

const secret = (): Buffer => readFileSync(join(dist, "data", "secret"));

test("a build during a running server leaves its data, settings and maps; a backup restores all of them", async () => {
  writeFileSync(join(dist, "fray.config.json"), `{"roundSeconds":77}`);
  writeFileSync(join(dist, "maps", "mine.tmj"), readFileSync(join(dist, "maps", "kiln.tmj")));
  const first = await start();
  await until("the data is there", () => existsSync(join(dist, "data", "fray.sqlite")));
  await until("the host is warned of where it is", () => first.log().includes("inside the program's folder"));
  const before = secret();

  await build(dist);
  expect((await fetch(first.http)).status).toBe(200);
  expect(secret()).toEqual(before);
  for (const name of ["data/fray.sqlite", "fray.config.json", "maps/mine.tmj"])
    expect(existsSync(join(dist, name))).toBe(true);

  const file = join(top, "backup.tar.gz");
  expect(await run("backup", file)).toMatchObject({
    code: 0,
    lines: [expect.stringContaining("secret, replay-key, fray.sqlite")],
  });
  expect(await run("restore", file)).toEqual({ code: 1, lines: [expect.stringContaining("stop it first")] });
  await first.stop();

  for (const name of ["data", "fray.config.json", "maps/mine.tmj"]) rmSync(join(dist, name), { recursive: true });
  const { code, lines } = await run("restore", file);
  expect([code, lines]).toEqual([0, [expect.stringMatching(/^Restored: .*secret.*mine\.tmj/)]]);
  expect(secret()).toEqual(before);
  const second = await start();
  expect((await fetch(`${second.http}/health`)).status).toBe(200);
  await second.stop();
});

test("a backup without a file name, or to an unwritable place, is refused in one line", async () => {
  expect(await run("backup")).toEqual({ code: 1, lines: [expect.stringContaining("backup FILE")] });
  const nowhere = join(top, "no", "such", "folder", "backup.tar.gz");
  expect(await run("backup", nowhere)).toEqual({
    code: 1,
    lines: [expect.stringMatching(/can't be written \(ENOENT/)],
  });
});
