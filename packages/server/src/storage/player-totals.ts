import { sql, type Kysely, type SelectQueryBuilder, type Transaction } from "kysely";

import type { Period, PlayerRecord, RoundRecord, Totals } from "./records.ts";
import type { Tables } from "./schema.ts";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const SUMS = ["rounds", "wins", "kills", "deaths", "score"] as const;
type Sum = (typeof SUMS)[number];
type SumColumn = Sum | `week_${Sum}`;

/** Columns of a period's sums, each under its own name. */
const columnsOf = (period: Period) =>
  SUMS.map((sum) => [sum, period === "week" ? (`week_${sum}` as const) : sum] as const);

/** Adds the result of a round that ended at `endedAt` (ms since 1970) to a player's sums. */
export async function addToTotals(
  transaction: Transaction<Tables>,
  { playerId = "", won, kills, deaths, score }: PlayerRecord,
  endedAt: number,
): Promise<void> {
  const result: Record<Sum, number> = { rounds: 1, wins: won ? 1 : 0, kills, deaths, score };
  const { since } = await transaction.selectFrom("week").select("since").executeTakeFirstOrThrow();
  // A round may have waited for the database for longer than a week.
  const share = endedAt >= since ? 1 : 0;
  const added = Object.fromEntries(
    SUMS.flatMap((sum) => [
      [sum, result[sum]],
      [`week_${sum}`, result[sum] * share],
    ]),
  );
  await transaction
    .insertInto("totals")
    .values({ player_id: playerId, ...(added as Record<SumColumn, number>) })
    .onConflict((conflict) =>
      conflict
        .column("player_id")
        .doUpdateSet(Object.fromEntries(Object.keys(added).map((name) => [name, sumOf(name as SumColumn)]))),
    )
    .execute();
}

const sumOf = (name: SumColumn) => sql<number>`${sql.ref(`totals.${name}`)} + ${sql.ref(`excluded.${name}`)}`;

/**
 * Takes results out of the week's sums that have become older than a week at `now` (ms since 1970). So each result is
 * added once and taken out once, and nothing is ever added up again.
 */
export function ageWeek(db: Kysely<Tables>, now: number): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    const since = now - WEEK_MS;
    // Another server may do the same at this moment: whoever changes the row first takes the results out.
    const { since: before } = await transaction.selectFrom("week").select("since").executeTakeFirstOrThrow();
    if (before >= since) return;
    const mine = await transaction.updateTable("week").set({ since }).where("since", "=", before).executeTakeFirst();
    if (mine.numUpdatedRows === 0n) return;
    // The sum over a computed id (bots have none) leaves only the index over time: by its statistics, SQLite may
    // otherwise look at each player of all time, which takes 0.2 s for 100,000.
    await sql`update totals set
        week_rounds = week_rounds - old.rounds, week_wins = week_wins - old.wins, week_kills = week_kills - old.kills,
        week_deaths = week_deaths - old.deaths, week_score = week_score - old.score
      from (
        select coalesce(player_id, '') as id, count(*) as rounds, sum(won) as wins, sum(kills) as kills,
          sum(deaths) as deaths, sum(score) as score
        from results where ended_at >= ${before} and ended_at < ${since} group by coalesce(player_id, '')
      ) as old where old.id = totals.player_id`.execute(transaction);
  });
}

/** Returns the best players of a period by kills, without bots. The week must be aged before. */
export function bestPlayers(db: Kysely<Tables>, period: Period, limit: number): Promise<Totals[]> {
  const { rounds, kills, wins } = Object.fromEntries(columnsOf(period)) as Record<Sum, SumColumn>;
  // An index has exactly this order, so that only as many rows are read as are wanted.
  const best = db
    .selectFrom("totals")
    .selectAll()
    .where(rounds, ">", 0)
    .orderBy(kills, "desc")
    .orderBy(wins, "desc")
    .orderBy("player_id")
    .limit(limit)
    .as("totals");
  return withNames(db.selectFrom(best), period)
    .orderBy("kills", "desc")
    .orderBy("wins", "desc")
    .orderBy("players.name")
    .execute();
}

/** Returns a player's sums over all rounds; undefined for an unknown player. */
export const totalsOf = (db: Kysely<Tables>, playerId: string): Promise<Totals | undefined> =>
  withNames(db.selectFrom("totals"), "all").where("totals.player_id", "=", playerId).executeTakeFirst();

/** Adds the players' names to their sums of a period. */
function withNames<Selected>(totals: SelectQueryBuilder<Tables, "totals", Selected>, period: Period) {
  const sums = columnsOf(period).map(([sum, column]) => sql<number>`${sql.ref(`totals.${column}`)}`.as(sum));
  return totals
    .innerJoin("players", "players.id", "totals.player_id")
    .select(["players.id", "players.name"])
    .select(sums);
}

/** A round's people in the order of their ids: two servers that store rounds lock rows in the same order. */
export const peopleOf = ({ players }: RoundRecord): PlayerRecord[] =>
  players.filter(({ playerId }) => playerId).toSorted(({ playerId: a = "" }, { playerId: b = "" }) => (a < b ? -1 : 1));
