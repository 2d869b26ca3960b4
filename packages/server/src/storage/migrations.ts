import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

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
  "002-totals": {
    async up(db: Kysely<unknown>): Promise<void> {
      let totals = db.schema
        .createTable("totals")
        .addColumn("player_id", "varchar(36)", (column) => column.primaryKey().references("players.id"));
      for (const sum of ["rounds", "wins", "kills", "deaths", "score"])
        for (const name of [sum, `week_${sum}`])
          totals = totals.addColumn(name, "bigint", (column) => column.notNull().defaultTo(0));
      await totals.execute();
      await db.schema
        .createTable("week")
        .addColumn("id", "integer", (column) => column.primaryKey())
        .addColumn("since", "bigint", (column) => column.notNull())
        .execute();
      await sql`insert into week (id, since) select 1, coalesce(max(ended_at), 0) - ${WEEK_MS} from results`.execute(
        db,
      );
      const ofWeek = (column: string) => sql`sum(case when ended_at >= week.since then ${sql.raw(column)} else 0 end)`;
      await sql`insert into totals (player_id, rounds, wins, kills, deaths, score,
          week_rounds, week_wins, week_kills, week_deaths, week_score)
        select player_id, count(*), sum(won), sum(kills), sum(deaths), sum(score),
          ${ofWeek("1")}, ${ofWeek("won")}, ${ofWeek("kills")}, ${ofWeek("deaths")}, ${ofWeek("score")}
        from results cross join week where player_id is not null group by player_id`.execute(db);
      await db.schema
        .createIndex("totals_best")
        .on("totals")
        .columns(["kills desc", "wins desc", "player_id"])
        .execute();
      await db.schema
        .createIndex("totals_best_of_week")
        .on("totals")
        .columns(["week_kills desc", "week_wins desc", "player_id"])
        .execute();
    },
  },
  "003-moderation": {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable("sanctions")
        .addColumn("id", "varchar(36)", (column) => column.primaryKey())
        .addColumn("kind", "varchar(8)", (column) => column.notNull())
        .addColumn("by", "varchar(8)", (column) => column.notNull())
        .addColumn("target", "varchar(64)", (column) => column.notNull())
        .addColumn("name", "varchar(64)", (column) => column.notNull())
        .addColumn("reason", "varchar(200)", (column) => column.notNull())
        .addColumn("author", "varchar(64)", (column) => column.notNull())
        .addColumn("created_at", "bigint", (column) => column.notNull())
        .addColumn("ends_at", "bigint", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("reports")
        .addColumn("id", "varchar(36)", (column) => column.primaryKey())
        .addColumn("created_at", "bigint", (column) => column.notNull())
        .addColumn("room_id", "varchar(36)", (column) => column.notNull())
        .addColumn("reporter_id", "varchar(36)", (column) => column.notNull())
        .addColumn("reporter_name", "varchar(64)", (column) => column.notNull())
        .addColumn("target_id", "varchar(36)", (column) => column.notNull())
        .addColumn("target_name", "varchar(64)", (column) => column.notNull())
        .addColumn("address", "varchar(64)", (column) => column.notNull())
        .addColumn("reason", "varchar(16)", (column) => column.notNull())
        .addColumn("text", "text", (column) => column.notNull())
        .addColumn("lines", "text", (column) => column.notNull())
        .addColumn("outcome", "varchar(100)", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("audit")
        .addColumn("id", "varchar(36)", (column) => column.primaryKey())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addColumn("actor", "varchar(64)", (column) => column.notNull())
        .addColumn("role", "varchar(16)", (column) => column.notNull())
        .addColumn("actor_id", "varchar(36)", (column) => column.notNull())
        .addColumn("action", "varchar(32)", (column) => column.notNull())
        .addColumn("target", "varchar(64)", (column) => column.notNull())
        .addColumn("name", "varchar(64)", (column) => column.notNull())
        .addColumn("reason", "varchar(200)", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("reports_created_at").on("reports").column("created_at").execute();
      await db.schema.createIndex("audit_at").on("audit").column("at").execute();
    },
  },
  "004-progress": {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable("breakdown")
        .addColumn("player_id", "varchar(36)", (column) => column.notNull().references("players.id"))
        .addColumn("kind", "varchar(8)", (column) => column.notNull())
        .addColumn("name", "varchar(64)", (column) => column.notNull())
        .addColumn("rounds", "bigint", (column) => column.notNull())
        .addColumn("wins", "bigint", (column) => column.notNull())
        .addColumn("kills", "bigint", (column) => column.notNull())
        .addColumn("deaths", "bigint", (column) => column.notNull())
        .addPrimaryKeyConstraint("breakdown_pk", ["player_id", "kind", "name"])
        .execute();
      await db.schema
        .createTable("progress")
        .addColumn("player_id", "varchar(36)", (column) => column.primaryKey().references("players.id"))
        .addColumn("points", "bigint", (column) => column.notNull())
        .addColumn("bot_points", "bigint", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("deeds")
        .addColumn("player_id", "varchar(36)", (column) => column.notNull().references("players.id"))
        .addColumn("deed", "varchar(16)", (column) => column.notNull())
        .addColumn("count", "bigint", (column) => column.notNull())
        .addPrimaryKeyConstraint("deeds_pk", ["player_id", "deed"])
        .execute();
      // Rounds that are still kept tell the mode and the map. Weapons and deeds were not stored before.
      for (const kind of ["mode", "map"])
        await sql`insert into breakdown (player_id, kind, name, rounds, wins, kills, deaths)
          select player_id, ${kind}, ${sql.ref(`rounds.${kind}`)}, count(*), sum(won), sum(kills), sum(deaths)
          from results join rounds on rounds.id = results.round_id
          where player_id is not null group by player_id, ${sql.ref(`rounds.${kind}`)}`.execute(db);
    },
  },
};
