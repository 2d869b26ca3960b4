import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Steps from an empty database to the tables of `schema.ts`, by name, in order. Never change an existing step. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "001-rounds": {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable("players")
        .addColumn("id", "varchar(36)", (column) => column.primaryKey())
        .addColumn("name", "varchar(64)", (column) => column.notNull())
        .addColumn("first_seen", "bigint", (column) => column.notNull())
        .addColumn("last_seen", "bigint", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("rounds")
        .addColumn("id", "varchar(36)", (column) => column.primaryKey())
        .addColumn("map", "varchar(64)", (column) => column.notNull())
        .addColumn("mode", "varchar(16)", (column) => column.notNull())
        .addColumn("winner", "integer", (column) => column.notNull())
        .addColumn("started_at", "bigint", (column) => column.notNull())
        .addColumn("ended_at", "bigint", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("results")
        .addColumn("round_id", "varchar(36)", (column) => column.notNull().references("rounds.id"))
        .addColumn("rank", "integer", (column) => column.notNull())
        .addColumn("player_id", "varchar(36)", (column) => column.references("players.id"))
        .addColumn("name", "varchar(64)", (column) => column.notNull())
        .addColumn("team", "integer", (column) => column.notNull())
        .addColumn("score", "integer", (column) => column.notNull())
        .addColumn("kills", "integer", (column) => column.notNull())
        .addColumn("deaths", "integer", (column) => column.notNull())
        .addColumn("won", "integer", (column) => column.notNull())
        .addColumn("ended_at", "bigint", (column) => column.notNull())
        .addPrimaryKeyConstraint("results_pk", ["round_id", "rank"])
        .execute();
      await db.schema.createIndex("rounds_ended_at").on("rounds").column("ended_at").execute();
      await db.schema.createIndex("results_player").on("results").columns(["player_id", "ended_at"]).execute();
      await db.schema.createIndex("results_ended_at").on("results").column("ended_at").execute();
    },
  },
};
