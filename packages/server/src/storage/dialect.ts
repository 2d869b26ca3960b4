import { PostgresDialect, SqliteDialect, type Dialect, type SqliteDatabase } from "kysely";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import pg from "pg";

/** Rows come as they are stored; a count or a time in ms is far below where a number stops being exact. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

const NOTHING_DONE = { changes: 0, lastInsertRowid: 0 };

const CONNECT_LIMIT_MS = 5000;
const STATEMENT_LIMIT_MS = 10_000;

export const isPostgres = (location: string): boolean => /^postgres(?:ql)?:\/\//.test(location);

/** The kind of database that `location` names: a `postgres://` address, or the path of an SQLite file. */
export function dialectFor(location: string): Dialect {
  if (!isPostgres(location)) return new SqliteDialect({ database: openSqlite(location) });
  const pool = new pg.Pool({
    connectionString: location,
    max: 2,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    statement_timeout: STATEMENT_LIMIT_MS,
  });
  // A connection that breaks while idle is replaced by the next query; without a listener it would end the process.
  pool.on("error", () => {});
  return new PostgresDialect({ pool });
}

/** Node's own SQLite in the shape kysely drives. Written ahead, and to disk before a commit counts. */
function openSqlite(path: string): SqliteDatabase {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000",
  );
  // Out of space, SQLite takes the transaction back by itself. Asked to once more, it would hide why behind that.
  const isOver = (sql: string): boolean => sql === "rollback" && !database.isTransaction;
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => (isOver(sql) ? NOTHING_DONE : statement.run(...values(parameters))),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}
