import { accessSync, constants, rmSync, statSync } from "node:fs";

/** Write permission bits of owner, group and others. */
const ANY_WRITES = 0o222;

/** The file at a path, compared with the earlier file at that path. */
export type FileChange = "none" | "gone" | "replaced";

/**
 * Detects whether the file of an open database is still the one at its path. SQLite does not check: it keeps writing
 * to a deleted file, and all of that is lost when the program ends.
 */
export class DatabaseFile {
  readonly #path: string;
  readonly #id: string;
  #size: number;
  /** The log files next to the database, by name. */
  #logs: ReadonlyMap<string, string>;

  /** Remembers the file that is at `path` now. Throws Node's error when there is none. */
  constructor(path: string) {
    this.#path = path;
    this.#id = idOf(path) ?? "";
    this.#size = statSync(path).size;
    this.#logs = logsOf(path);
  }

  /** Returns whether the file was deleted or replaced. */
  change(): FileChange {
    const now = statSync(this.#path, { throwIfNoEntry: false });
    if (!now) return "gone";
    if (idOf(this.#path) !== this.#id) return "replaced";
    // The file of a database never becomes smaller, so this file was emptied or overwritten.
    if (now.size < this.#size) return "gone";
    this.#size = now.size;
    this.#logs = logsOf(this.#path);
    return "none";
  }

  /**
   * Whether the file could be opened again for writing. This matters only for the next start, not while the file
   * stays open.
   */
  isWritable(): boolean {
    const { mode } = statSync(this.#path);
    try {
      accessSync(this.#path, constants.W_OK);
    } catch {
      return false;
    }
    // Root may write to any file, but removed write permissions show that writing is not wanted.
    return (mode & ANY_WRITES) !== 0;
  }

  /** Deletes the log of a database that is gone. Otherwise SQLite would apply it to the next file at this path. */
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
