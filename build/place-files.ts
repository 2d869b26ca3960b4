import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

import { systemRuntime } from "../packages/netcode/src/core/runtime.ts";
import { systemDisk } from "../packages/server/src/storage/disk.ts";
import { writeWhole } from "../packages/server/src/storage/write-whole.ts";

/** What a build has written into a folder: SHA-256 of each file, by its path in the folder. */
const MANIFEST = "build.json";
const Manifest = z.object({ files: z.record(z.string(), z.string()) });

/** Maps are the files of a build that a host may change or add to. */
const MAPS = /^maps\//;

const PLATFORM = { disk: systemDisk, runtime: systemRuntime };

/** Where the files of a build are before they are placed, by their path in the folder. */
export type BuiltFiles = ReadonlyMap<string, string>;

/**
 * Brings a folder up to date with a build: writes its files, removes what an earlier build wrote and this one does not, and
 * touches nothing else, for a host may have data, settings and maps there. A file that a host has changed is put aside
 * instead of overwritten. Returns a sentence for each of those.
 */
export function placeFiles(files: BuiltFiles, folder: string): string[] {
  const before = readManifest(folder);
  const after: Record<string, string> = {};
  const notes: string[] = [];
  for (const [name, source] of files) {
    const data = readFileSync(source);
    const hash = hashOf(data);
    after[name] = hash;
    const path = join(folder, name);
    const there = existsSync(path) ? hashOf(readFileSync(path)) : undefined;
    if (there === hash) continue;
    // If an older version without a manifest filled the folder, everything in it except maps comes from a build.
    const isOurs = before ? there === before[name] : !MAPS.test(name);
    if (there !== undefined && !isOurs) notes.push(`${path} was changed here: it is now ${putAside(path)}`);
    writeWhole(path, data, PLATFORM);
  }
  for (const [name, hash] of Object.entries(before ?? {})) {
    const path = join(folder, name);
    if (Object.hasOwn(after, name) || !existsSync(path)) continue;
    if (hashOf(readFileSync(path)) === hash) removeWithFolder(path, folder);
    else notes.push(`${path} is no part of the program any more, but was changed here: it stays`);
  }
  writeWhole(join(folder, MANIFEST), `${JSON.stringify({ files: after }, undefined, 2)}\n`, PLATFORM);
  return notes;
}

/** Returns the paths of the files in a folder that a build has written, in the folder. Throws when there was no build. */
export function builtFilesOf(folder: string): string[] {
  const manifest = readManifest(folder);
  if (!manifest) throw new Error(`${folder} is not built: npm run build`);
  return Object.keys(manifest);
}

function readManifest(folder: string): Readonly<Record<string, string>> | undefined {
  const path = join(folder, MANIFEST);
  return existsSync(path) ? Manifest.parse(JSON.parse(readFileSync(path, "utf8"))).files : undefined;
}

const hashOf = (data: Buffer): string => createHash("sha256").update(data).digest("hex");

/** Gives a file another name beside its own, and returns that. */
function putAside(path: string): string {
  let count = 1;
  while (existsSync(`${path}.old-${count}`)) count++;
  renameSync(path, `${path}.old-${count}`);
  return `${path}.old-${count}`;
}

/** Removes a file, and the folders within `top` that are empty without it. */
function removeWithFolder(path: string, top: string): void {
  rmSync(path);
  for (let folder = dirname(path); folder !== dirname(join(top, "x")); folder = dirname(folder)) {
    if (readdirSync(folder).length > 0) return;
    rmdirSync(folder);
  }
}
