import { dirname } from "node:path";

import type { DatabaseFile } from "./database-file.ts";
import type { Platform } from "./disk.ts";
import type { Store } from "./store.ts";
import { makeFolder, moveIntoPlace, temporaryBeside } from "./write-whole.ts";

/** SQLite's codes for a file with invalid contents, from which nothing can be read. */
const SENSELESS = new Set([11, 26]);

/**
 * Writes all rounds of a store whose file was deleted or emptied into a new file at `path`. The process that has the
 * old file open can still read them. A file that is found at `path` is renamed. Throws the database's error; then the
 * store is unchanged.
 */
export async function rescue(store: Store, file: DatabaseFile, path: string, platform: Platform): Promise<void> {
  const { disk, runtime } = platform;
  makeFolder(disk, dirname(path));
  const copy = temporaryBeside(path, runtime);
  try {
    const isCopied = await copyTo(copy, store);
    putAside(path, platform);
    file.removeLog();
    if (isCopied) moveIntoPlace(disk, copy, path);
  } finally {
    disk.remove(copy);
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
function putAside(path: string, { disk, runtime }: Platform): void {
  const facts = disk.look(path);
  if (!facts) return;
  if (facts.bytes === 0) disk.remove(path);
  else disk.rename(path, `${path}.damaged-${Math.floor(runtime.wallTime())}`);
}
