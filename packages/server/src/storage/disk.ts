import type { Runtime } from "@fray/netcode/core";
import {
  chownSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";

import { codeOf } from "../error-code.ts";

/** What is known of a file or folder without reading it. */
export interface FileFacts {
  readonly bytes: number;
  /** Permissions, as `chmod` takes them. */
  readonly mode: number;
}

/**
 * The file system, as far as the server writes files itself. Code receives a disk instead of calling the platform, so
 * that tests cut the power between any two writes. All methods throw Node's errors.
 */
export interface Disk {
  read(path: string): Buffer;
  /** Returns undefined when nothing is there. */
  look(path: string): FileFacts | undefined;
  /** Returns the names of the files and folders in a folder, in no order. */
  list(path: string): string[];
  /** Creates a folder, and the missing ones above it. Returns the first that it created; undefined for none. */
  makeFolder(path: string): string | undefined;
  /** Creates a file, and returns its descriptor for writing. Throws `EEXIST` when something is there. */
  create(path: string, mode: number): number;
  write(file: number, data: string | Uint8Array): void;
  close(file: number): void;
  /** Returns when the bytes of a file are on the disk. */
  sync(path: string): void;
  /** Returns when the names in a folder are on the disk. Does nothing where folders can't be synced. */
  syncFolder(path: string): void;
  rename(from: string, to: string): void;
  /** Gives a file a second name. Throws `EEXIST` when something is there. */
  link(from: string, to: string): void;
  /** Deletes a file, if it is there. */
  remove(path: string): void;
  /** Gives a file the owner of another file or folder, where only root may do that. */
  giveTo(path: string, ownerOf: string): void;
}

/** What a server takes from the machine that it runs on. */
export interface Platform {
  readonly disk: Disk;
  readonly runtime: Runtime;
}

/** The platform's own file system. */
export const systemDisk: Disk = {
  read: (path) => readFileSync(path),
  look(path) {
    const facts = statSync(path, { throwIfNoEntry: false });
    return facts && { bytes: facts.size, mode: facts.mode };
  },
  list: (path) => readdirSync(path),
  makeFolder: (path) => mkdirSync(path, { recursive: true }),
  create: (path, mode) => openSync(path, "wx", mode),
  write: (file, data) => writeFileSync(file, data),
  close: (file) => closeSync(file),
  sync: (path) => syncAs(path, "r+"),
  syncFolder(path) {
    try {
      syncAs(path, "r");
    } catch (error) {
      // Windows cannot open folders, and some network file systems cannot sync them. These errors are ignored.
      if (!["EISDIR", "EPERM", "EACCES", "EINVAL"].includes(codeOf(error))) throw error;
    }
  },
  rename: (from, to) => renameSync(from, to),
  link: (from, to) => linkSync(from, to),
  remove: (path) => rmSync(path, { force: true }),
  giveTo(path, ownerOf) {
    if (process.getuid?.() !== 0) return;
    const { uid, gid } = statSync(ownerOf);
    chownSync(path, uid, gid);
  },
};

function syncAs(path: string, flags: "r" | "r+"): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
