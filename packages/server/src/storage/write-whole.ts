import type { Runtime } from "@fray/netcode/core";
import { basename, dirname, join, resolve } from "node:path";

import { codeOf } from "../error-code.ts";
import type { Disk, Platform } from "./disk.ts";

interface WriteOptions {
  /** Permissions of the file, as `chmod` takes them. */
  readonly mode?: number;
  /** Leaves an existing file unchanged and throws `EEXIST`. */
  readonly exclusive?: boolean;
}

/**
 * Writes a file completely or not at all: after a full disk, a crash or a power cut the old contents remain. Creates
 * the folder when it is missing. Throws Node's error.
 */
export function writeWhole(
  path: string,
  data: string | Uint8Array,
  { disk, runtime }: Platform,
  { mode = 0o666, exclusive = false }: WriteOptions = {},
): void {
  makeFolder(disk, dirname(path));
  const temporary = temporaryBeside(path, runtime);
  try {
    const file = disk.create(temporary, mode);
    try {
      disk.write(file, data);
    } finally {
      disk.close(file);
    }
    moveIntoPlace(disk, temporary, path, exclusive);
  } finally {
    disk.remove(temporary);
  }
}

/**
 * Creates a folder, and returns when it is on disk. Otherwise a power cut may take it with all that was written into it
 * since.
 */
export function makeFolder(disk: Disk, path: string): void {
  const first = disk.makeFolder(path);
  if (first === undefined) return;
  const top = dirname(resolve(first));
  for (let folder = resolve(path); folder !== top; folder = dirname(folder)) disk.syncFolder(dirname(folder));
}

/**
 * Returns a path for a file that is still being written. It is in the same folder as `path`, because a rename is
 * atomic only within a folder.
 */
export const temporaryBeside = (path: string, runtime: Pick<Runtime, "randomBytes">): string =>
  join(dirname(path), `.${basename(path)}.${process.pid}-${Buffer.from(runtime.randomBytes(4)).toString("hex")}.tmp`);

/**
 * Moves a completely written file to its place, and returns when its bytes and its name are on disk. With `exclusive`
 * it throws `EEXIST` when a file is there already.
 */
export function moveIntoPlace(disk: Disk, temporary: string, path: string, exclusive = false): void {
  disk.sync(temporary);
  if (exclusive) linkOrRename(disk, temporary, path);
  else disk.rename(temporary, path);
  // A power cut may undo a rename that is not followed by this.
  disk.syncFolder(dirname(path));
}

/**
 * A rename would replace a file that another process has just written, while a link fails. Some file systems have no
 * links.
 */
function linkOrRename(disk: Disk, temporary: string, path: string): void {
  try {
    disk.link(temporary, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    disk.rename(temporary, path);
  }
}
