import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";

import type { DatabaseFile } from "./database-file.ts";
import type { Store } from "./store.ts";
import { moveIntoPlace, temporaryBeside } from "./write-whole.ts";

/** SQLite's codes for a file whose contents make no sense: there is nothing to be had from it. */
const SENSELESS = new Set([11, 26]);

/**
 * Writes all rounds of a store whose file was deleted or emptied into a new file at `path`: whoever has it open can still
 * read them. What is found at `path` is put aside. Throws what the database throws, and then the store is as it was.
 */
export async function rescue(store: Store, file: DatabaseFile, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const copy = temporaryBeside(path);
  try {
    const isCopied = await copyTo(copy, store);
    putAside(path);
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

/** Gives a file in the way another name, unless it is empty or there is none. */
function putAside(path: string): void {
  if (!existsSync(path)) return;
  if (statSync(path).size === 0) rmSync(path);
  else renameSync(path, `${path}.damaged-${Date.now()}`);
}
