import type { Runtime } from "@fray/netcode/core";
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { codeOf } from "../error-code.ts";

interface WriteOptions {
  /** Permissions of the file, as `chmod` takes them. */
  readonly mode?: number;
  /** Leaves an existing file unchanged and throws `EEXIST`. */
  readonly exclusive?: boolean;
  /** Writes all bytes to an open file. A test passes its own function, which runs out of space. */
  readonly write?: (file: number, data: string | Uint8Array) => void;
}

/**
 * Writes a file completely or not at all: after a full disk, a crash or a power cut the old contents remain. Creates
 * the folder when it is missing. Throws Node's error.
 */
export function writeWhole(
  path: string,
  data: string | Uint8Array,
  runtime: Runtime,
  options: WriteOptions = {},
): void {
  const { mode = 0o666, exclusive = false, write = writeFileSync } = options;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = temporaryBeside(path, runtime);
  try {
    const file = openSync(temporary, "wx", mode);
    try {
      write(file, data);
    } finally {
      closeSync(file);
    }
    moveIntoPlace(temporary, path, exclusive);
  } finally {
    rmSync(temporary, { force: true });
  }
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
export function moveIntoPlace(temporary: string, path: string, exclusive = false): void {
  sync(temporary, "r+");
  if (exclusive) linkOrRename(temporary, path);
  else renameSync(temporary, path);
  syncFolder(dirname(path));
}

/**
 * A rename would replace a file that another process has just written, while a link fails. Some file systems have no
 * links.
 */
function linkOrRename(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    renameSync(temporary, path);
  }
}

/** A power cut may undo a rename that is not followed by this. */
function syncFolder(folder: string): void {
  try {
    sync(folder, "r");
  } catch (error) {
    // Windows cannot open folders, and some network file systems cannot sync them. These errors are ignored.
    if (!["EISDIR", "EPERM", "EACCES", "EINVAL"].includes(codeOf(error))) throw error;
  }
}

function sync(path: string, flags: "r" | "r+"): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
