import { sql, type Kysely } from "kysely";
import { DEFAULT_MIGRATION_TABLE } from "kysely/migration";

import { MIGRATIONS } from "./migrations.ts";

/** A database that a later version of the program has changed. This version does not know its tables. */
export class NewerDatabaseError extends Error {
  override name = "NewerDatabaseError";

  constructor(unknown: string) {
    super(
      `is of a later version of Fray than this program (it has "${unknown}"): start that version, or restore a backup of this one`,
    );
  }
}

/** Whether an error is a `NewerDatabaseError`. An error that crosses from the store's thread keeps only its name. */
export const isNewerDatabase = (error: unknown): error is Error =>
  error instanceof Error && error.name === "NewerDatabaseError";

/** Throws a `NewerDatabaseError` for a database with a migration that this program does not know. */
export async function refuseNewer<Tables>(db: Kysely<Tables>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return;
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(db);
  refuseUnknown(rows.map(({ name }) => name));
}

/** Throws a `NewerDatabaseError` when one of these migration names is unknown to this program. */
export function refuseUnknown(migrations: readonly string[]): void {
  const unknown = migrations.find((name) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown !== undefined) throw new NewerDatabaseError(unknown);
}
