import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { placeFiles } from "../../../build/place-files.ts";

let top: string;
let dist: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "fray-place-"));
  dist = join(top, "dist");
});
afterEach(() => rmSync(top, { recursive: true }));

function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const inDist = (files: Record<string, string>): void => {
  for (const [name, text] of Object.entries(files)) write(join(dist, name), text);
};

/** A build of files with these contents. */
const build = (files: Record<string, string>): string[] =>
  placeFiles(new Map(Object.entries(files).map(([name, text]) => [name, write(join(top, "stage", name), text)])), dist);

const contents = (): Record<string, string> =>
  Object.fromEntries(
    globSync("**", { cwd: dist })
      .filter((name) => name !== "build.json" && statSync(join(dist, name)).isFile())
      .map((name) => [name, readFileSync(join(dist, name), "utf8")]),
  );

const HOSTS = {
  "data/fray.sqlite": "rounds",
  "data/secret": "secret",
  "fray.config.json": "{}",
  "maps/mine.tmj": "mine",
  "lib/notes.txt": "a note",
};

describe("a build", () => {
  test("leaves all files that are not from a build, first or again", () => {
    inDist(HOSTS);
    const first = { "server.mjs": "1", "lib/a-1.mjs": "a", "maps/kiln.tmj": "kiln" };
    expect(build(first)).toEqual([]);
    expect(contents()).toEqual({ ...HOSTS, ...first });
    const second = { "server.mjs": "2", "lib/a-2.mjs": "a", "maps/kiln.tmj": "kiln 2" };
    expect(build(second)).toEqual([]);
    expect(contents()).toEqual({ ...HOSTS, ...second });
  });

  test("removes files of the build before that it lacks, with folders that are empty then", () => {
    build({ "server.mjs": "1", "lib/deep/a.mjs": "a" });
    build({ "server.mjs": "1" });
    expect(contents()).toEqual({ "server.mjs": "1" });
    expect(existsSync(join(dist, "lib"))).toBe(false);
  });

  test("moves aside a map that a host has changed, and never overwrites an earlier copy", () => {
    build({ "maps/kiln.tmj": "kiln" });
    inDist({ "maps/kiln.tmj": "my kiln" });
    expect(build({ "maps/kiln.tmj": "kiln 2" })).toEqual([expect.stringContaining("maps/kiln.tmj.old-1")]);
    inDist({ "maps/kiln.tmj": "my other kiln" });
    build({ "maps/kiln.tmj": "kiln 3" });
    expect(contents()).toEqual({
      "maps/kiln.tmj": "kiln 3",
      "maps/kiln.tmj.old-1": "my kiln",
      "maps/kiln.tmj.old-2": "my other kiln",
    });
  });

  test("keeps a map that is no longer part of it, when a host has changed it", () => {
    build({ "maps/kiln.tmj": "kiln", "maps/duel.tmj": "duel" });
    inDist({ "maps/kiln.tmj": "my kiln" });
    expect(build({})).toEqual([expect.stringContaining("kiln.tmj is no part of the program any more")]);
    expect(contents()).toEqual({ "maps/kiln.tmj": "my kiln" });
  });

  test("over a build without a list of files overwrites programs and moves maps aside", () => {
    inDist({ ...HOSTS, "server.mjs": "0", "maps/kiln.tmj": "another kiln" });
    build({ "server.mjs": "1", "maps/kiln.tmj": "kiln" });
    expect(contents()).toEqual({
      ...HOSTS,
      "server.mjs": "1",
      "maps/kiln.tmj": "kiln",
      "maps/kiln.tmj.old-1": "another kiln",
    });
  });
});
