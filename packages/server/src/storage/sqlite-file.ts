import { DatabaseSync } from "node:sqlite";

import { refuseUnknown } from "./newer-database.ts";

const BUSY = 5;
const WAIT_MS = 5000;

/**
 * Writes a consistent copy of the SQLite database at `from` into a new file `to`, while other processes may write. It
 * contains everything that was written before the call, and no partial round.
 */
export function copyDatabase(from: string, to: string): void {
  use(from, (database) => database.prepare("vacuum into ?").run(to));
}

/** Throws when the file at `path` is not a valid database, or when a later version of the program has changed it. */
export function checkDatabase(path: string): void {
  use(path, (database) => {
    const [answer] = Object.values(database.prepare("pragma quick_check(1)").get() ?? {});
    if (answer !== "ok") throw new Error(`is damaged: ${String(answer)}`);
    if (!database.prepare("select 1 from sqlite_master where name = 'kysely_migration'").get()) return;
    refuseUnknown(
      database
        .prepare("select name from kysely_migration order by name")
        .all()
        .map(({ name }) => String(name)),
    );
  });
}

/** Whether another process has the database open, idle or not. */
export function isDatabaseInUse(path: string): boolean {
  try {
    // Leaving WAL mode needs a lock that SQLite grants only while no other process has the database open.
    use(path, (database) => database.prepare("pragma journal_mode = delete").get(), 0);
    return false;
  } catch (error) {
    if (error instanceof Error && "errcode" in error && error.errcode === BUSY) return true;
    // A file that cannot be read is not in use.
    return false;
  }
}

function use<T>(path: string, work: (database: DatabaseSync) => T, waitMs = WAIT_MS): T {
  const database = new DatabaseSync(path, { timeout: waitMs });
  try {
    return work(database);
  } finally {
    database.close();
  }
}
