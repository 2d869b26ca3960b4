import type { Runtime } from "@fray/netcode/core";
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";

import type { DatabaseFile } from "./database-file.ts";
import type { Store } from "./store.ts";
import { moveIntoPlace, temporaryBeside } from "./write-whole.ts";

/** SQLite's codes for a file with invalid contents, from which nothing can be read. */
const SENSELESS = new Set([11, 26]);

/**
 * Writes all rounds of a store whose file was deleted or emptied into a new file at `path`. The process that has the
 * old file open can still read them. A file that is found at `path` is renamed. Throws the database's error; then the
 * store is unchanged.
 */
export async function rescue(store: Store, file: DatabaseFile, path: string, runtime: Runtime): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const copy = temporaryBeside(path, runtime);
  try {
    const isCopied = await copyTo(copy, store);
    putAside(path, runtime);
    file.removeLog();
    if (isCopied) moveIntoPlace(copy, path);
  } finally {
    rmSync(copy, { force: true });
  }
}

async function copyTo(path: string, store: Store): Promise<boolean> {
  try {
    await store.copyTo(path);
    return true;
  } catch (error) {
    if (error instanceof Error && "errcode" in error && SENSELESS.has(Number(error.errcode))) return false;
    throw error;
  }
}

/** Renames a file that is in the way, unless it is empty or does not exist. */
function putAside(path: string, runtime: Runtime): void {
  if (!existsSync(path)) return;
  if (statSync(path).size === 0) rmSync(path);
  else renameSync(path, `${path}.damaged-${Math.floor(runtime.wallTime())}`);
}
