import { Kysely, sql, type Transaction } from "kysely";
import { Migrator } from "kysely/migration";

import { dialectFor, isPostgres } from "./dialect.ts";
import { MIGRATIONS } from "./migrations.ts";
import { refuseNewer } from "./newer-database.ts";
import { addToTotals, ageWeek, bestPlayers, peopleOf, totalsOf } from "./player-totals.ts";
import { addProgress } from "./progress.ts";
import { answer, type Query } from "./queries.ts";
import type { Period, PlayerRecord, RoundRecord, Totals } from "./records.ts";
import type { Tables } from "./schema.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Rounds that are deleted at once: a transaction must not hold up the rounds that end now. */
const DELETED_AT_ONCE = 200;

/** Stores rounds and their players in a database. Every method throws the database's error. */
export class Store {
  readonly #db: Kysely<Tables>;

  private constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Opens the database at `location` and migrates its tables. Throws a `NewerDatabaseError` for a database of a later
   * program version, and leaves it unchanged.
   */
  static async open(location: string): Promise<Store> {
    const db = new Kysely<Tables>({ dialect: dialectFor(location) });
    try {
      await refuseNewer(db);
      await (isPostgres(location) ? migratePatiently(location) : migrate(db));
      return new Store(db);
    } catch (error) {
      await db.destroy();
      throw error;
    }
  }

  /** Runs a cheap query to check whether the database answers. */
  async probe(): Promise<void> {
    await sql`select 1`.execute(this.#db);
  }

  /** Writes a consistent copy of everything into a new SQLite file at `path`, while others write. Only for SQLite. */
  async copyTo(path: string): Promise<void> {
    await sql`vacuum into ${path}`.execute(this.#db);
  }

  /** Writes a round in one transaction. A round that is there already stays unchanged. */
  async record(round: RoundRecord): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const { id, map, mode, winner, startedAt, endedAt } = round;
      const inserted = await transaction
        .insertInto("rounds")
        .values({ id, map, mode, winner, started_at: startedAt, ended_at: endedAt })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows === 0n) return;
      for (const player of peopleOf(round)) {
        await this.#writePlayer(transaction, player, endedAt);
        await addToTotals(transaction, player, endedAt);
        await addProgress(transaction, player, round);
      }
      if (round.players.length > 0) await transaction.insertInto("results").values(resultsOf(round)).execute();
    });
  }

  /** Returns the best players by kills, without bots. `now` is ms since 1970. */
  async leaderboard(period: Period, limit: number, now: number): Promise<Totals[]> {
    if (period === "week") await ageWeek(this.#db, now);
    return bestPlayers(this.#db, period, limit);
  }

  /**
   * Deletes some rounds that are older than `days`, with their results. The players' totals stay. Returns whether there
   * are more. `now` is ms since 1970.
   */
  async forget(days: number, now: number): Promise<boolean> {
    // What is deleted must not be in the week's sums any more.
    await ageWeek(this.#db, now);
    return this.#db.transaction().execute(async (transaction) => {
      const old = await transaction
        .selectFrom("rounds")
        .select("id")
        .where("ended_at", "<", now - days * DAY_MS)
        .orderBy("ended_at")
        .limit(DELETED_AT_ONCE)
        .execute();
      if (old.length === 0) return false;
      const ids = old.map(({ id }) => id);
      await transaction.deleteFrom("results").where("round_id", "in", ids).execute();
      await transaction.deleteFrom("rounds").where("id", "in", ids).execute();
      return old.length === DELETED_AT_ONCE;
    });
  }

  /** Returns the sums over all rounds of one player; undefined for an unknown player. */
  totals(playerId: string): Promise<Totals | undefined> {
    return totalsOf(this.#db, playerId);
  }

  /** Returns the latest rounds, newest first, each with all results. */
  async history(limit: number): Promise<RoundRecord[]> {
    const rounds = await this.#db.selectFrom("rounds").selectAll().orderBy("ended_at", "desc").limit(limit).execute();
    if (rounds.length === 0) return [];
    const ids = rounds.map(({ id }) => id);
    const results = await this.#db
      .selectFrom("results")
      .selectAll()
      .where("round_id", "in", ids)
      .orderBy("rank")
      .execute();
    const byRound = Map.groupBy(results, ({ round_id: id }) => id);
    return rounds.map(({ id, map, mode, winner, started_at: startedAt, ended_at: endedAt }) => ({
      id,
      map,
      mode,
      winner,
      startedAt,
      endedAt,
      players: (byRound.get(id) ?? []).map(({ player_id: playerId, name, team, score, kills, deaths, won }) => ({
        playerId: playerId ?? undefined,
        name,
        team,
        score,
        kills,
        deaths,
        won: won === 1,
      })),
    }));
  }

  /** Answers one of the queries that need nothing but the database. */
  answer(query: Query): Promise<unknown> {
    return answer(this.#db, query);
  }

  close(): Promise<void> {
    return this.#db.destroy();
  }

  /** Stores a player with the name of this round. */
  async #writePlayer(
    transaction: Transaction<Tables>,
    { playerId = "", name }: PlayerRecord,
    at: number,
  ): Promise<void> {
    await transaction
      .insertInto("players")
      .values({ id: playerId, name, first_seen: at, last_seen: at })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ name, last_seen: at }))
      .execute();
  }
}

/** Brings the tables to the latest version. */
async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** A step may look at every stored result, so it runs over a connection without a time limit. */
async function migratePatiently(location: string): Promise<void> {
  const db = new Kysely<Tables>({ dialect: dialectFor(location, { isPatient: true }) });
  await migrate(db).finally(() => db.destroy());
}

const resultsOf = ({ id, endedAt, players }: RoundRecord) =>
  players.map(({ playerId, name, team, score, kills, deaths, won }, index) => ({
    round_id: id,
    rank: index + 1,
    player_id: playerId ?? null,
    name,
    team,
    score,
    kills,
    deaths,
    won: won ? 1 : 0,
    ended_at: endedAt,
  }));
