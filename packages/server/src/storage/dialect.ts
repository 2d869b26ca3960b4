import { PostgresDialect, SqliteDialect, type Dialect, type SqliteDatabase } from "kysely";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import pg from "pg";

/** Returns 64-bit integers as numbers. Counts and times in ms are far below the limit of exact numbers. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

const NOTHING_DONE = { changes: 0, lastInsertRowid: 0 };

const CONNECT_LIMIT_MS = 5000;
const STATEMENT_LIMIT_MS = 10_000;

export const isPostgres = (location: string): boolean => /^postgres(?:ql)?:\/\//.test(location);

/**
 * Returns the dialect for `location`: a `postgres://` address, or the path of an SQLite file. A statement of PostgreSQL
 * that takes longer than 10 s fails, unless `isPatient` is set.
 */
export function dialectFor(location: string, { isPatient = false }: { readonly isPatient?: boolean } = {}): Dialect {
  if (!isPostgres(location)) return new SqliteDialect({ database: openSqlite(location) });
  return new PostgresDialect({ pool: openPool(location, isPatient) });
}

/** Returns connections to a PostgreSQL. One that breaks fails the statement that needs it, and nothing else. */
export function openPool(location: string, isPatient = false): pg.Pool {
  const pool = new pg.Pool({
    connectionString: location,
    max: 2,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    ...(!isPatient && { statement_timeout: STATEMENT_LIMIT_MS }),
  });
  // The next query replaces a connection that breaks while idle. Without a listener the error would end the process.
  pool.on("error", () => {});
  // The pool does not listen to one that is in use, and it may break between two statements of a transaction.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/**
 * Adapts Node's SQLite to the interface that kysely drives. Uses a WAL journal with synchronous=FULL, so a commit is
 * on disk when it returns.
 */
function openSqlite(path: string): SqliteDatabase {
  const database = new DatabaseSync(path);
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000",
  );
  // When the disk is full, SQLite rolls the transaction back itself. A second rollback would fail and hide the first
  // error.
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
