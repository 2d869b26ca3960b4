import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { codeOf } from "../error-code.ts";

interface WriteOptions {
  /** Permissions of the file, as `chmod` takes them. */
  readonly mode?: number;
  /** Leaves a file that is there already as it is and throws `EEXIST`. */
  readonly exclusive?: boolean;
  /** Writes all bytes to an open file; a test's own runs out of space. */
  readonly write?: (file: number, data: string | Uint8Array) => void;
}

/**
 * Writes a file whole or not at all: a full disk, a crash or a power cut leaves what was there before. The folder is made
 * where it is missing. Throws Node's error.
 */
export function writeWhole(path: string, data: string | Uint8Array, options: WriteOptions = {}): void {
  const { mode = 0o666, exclusive = false, write = writeFileSync } = options;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = temporaryBeside(path);
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

/** A path for a file that is still being written, in the same folder as `path`: only within one is a rename atomic. */
export const temporaryBeside = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`);

/**
 * Puts a file that is written to its end in its place, and returns once both its bytes and its name are on the disk. With
 * `exclusive` it throws `EEXIST` where another is there already.
 */
export function moveIntoPlace(temporary: string, path: string, exclusive = false): void {
  sync(temporary, "r+");
  if (exclusive) linkOrRename(temporary, path);
  else renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** A rename would replace what another process has written a moment ago; a link refuses to. Not every file system has links. */
function linkOrRename(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    renameSync(temporary, path);
  }
}

/** Without it a power cut may take back a rename. */
function syncFolder(folder: string): void {
  try {
    sync(folder, "r");
  } catch (error) {
    // Windows opens no folder, and some network file systems sync none: there is no more to be had from them.
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
