import { accessSync, constants, rmSync, statSync } from "node:fs";

/** Permission to write, of owner, group or others. */
const ANY_WRITES = 0o222;

/** The file at a path compared with the one that was there before. */
export type FileChange = "none" | "gone" | "replaced";

/**
 * Tells whether the file of an open database is still the one at its path. SQLite does not: it goes on to write into a file
 * that has been deleted, and all of that is lost when the program ends.
 */
export class DatabaseFile {
  readonly #path: string;
  readonly #id: string;
  #size: number;
  /** Of the log beside it, by name. */
  #logs: ReadonlyMap<string, string>;

  /** The file that is at `path` now. Throws Node's error when there is none. */
  constructor(path: string) {
    this.#path = path;
    this.#id = idOf(path) ?? "";
    this.#size = statSync(path).size;
    this.#logs = logsOf(path);
  }

  /** What has become of it. */
  change(): FileChange {
    const now = statSync(this.#path, { throwIfNoEntry: false });
    if (!now) return "gone";
    if (idOf(this.#path) !== this.#id) return "replaced";
    // The file of a database grows, and never gets smaller: somebody has emptied it or written over it.
    if (now.size < this.#size) return "gone";
    this.#size = now.size;
    this.#logs = logsOf(this.#path);
    return "none";
  }

  /** Whether it could be opened again to write to it. As long as it stays open, that does not matter. */
  isWritable(): boolean {
    const { mode } = statSync(this.#path);
    try {
      accessSync(this.#path, constants.W_OK);
    } catch {
      return false;
    }
    // Root may write to any file, and whoever took the permissions away did not mean that.
    return (mode & ANY_WRITES) !== 0;
  }

  /** Deletes the log that is left of it once it is gone: SQLite would take it for that of the file that comes next. */
  removeLog(): void {
    for (const [path, id] of this.#logs) if (idOf(path) === id) rmSync(path);
  }
}

function idOf(path: string): string | undefined {
  const file = statSync(path, { throwIfNoEntry: false });
  return file && `${file.dev}:${file.ino}`;
}

function logsOf(path: string): ReadonlyMap<string, string> {
  const logs = [`${path}-wal`, `${path}-shm`].map((log) => [log, idOf(log)] as const);
  return new Map(logs.flatMap(([log, id]) => (id === undefined ? [] : [[log, id]])));
}
