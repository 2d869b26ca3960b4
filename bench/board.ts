import { isPostgres } from "@fray/server/internal/storage/dialect";
import type { Period } from "@fray/server/internal/storage/records";
import { Store } from "@fray/server/internal/storage/store";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { BEFORE_TOTALS } from "../tests/support/before-totals.ts";
import { findPostgres, startPostgres } from "../tests/support/postgres.ts";

const PLAYERS = 100_000;
const PLAYERS_PER_ROUND = 10;
const DAYS = 90;
const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 0, 1);
const QUERIES = 50;
/** Time between two queries for the board, of which each answer is kept for five seconds. */
const BETWEEN_MS = 5000;
const LIMIT = 20;

interface Database {
  readonly name: string;
  readonly location: string;
  readonly run: (sql: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What it took before there were totals: the sums of all results. */
const ADDED_UP = `select player_id, count(*), sum(won), sum(kills) as kills, sum(deaths), sum(score) from results
  where player_id is not null group by player_id order by kills desc limit ${LIMIT}`;

/** Measures the leaderboard of a store with that many results, in ms. */
export async function measureBoard(results: number): Promise<object[]> {
  const folder = mkdtempSync(join(tmpdir(), "fray-board-"));
  const rows: object[] = [];
  try {
    rows.push(...(await measure(sqlite(join(folder, "fray.sqlite")), results)));
    const bin = findPostgres();
    if (bin === undefined) console.error("left out: PostgreSQL is not installed");
    else {
      const server = await startPostgres(bin);
      rows.push(...(await measure(postgres(bin, server.url), results)));
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return rows;
}

async function measure(database: Database, results: number): Promise<object[]> {
  const { name, location, run } = database;
  await (await Store.open(location)).close();
  await fill(database, results);
  const addingUp = await timeOf(() => run(ADDED_UP));
  // Opening it again adds the totals, as the first start after an upgrade does.
  for (const statement of BEFORE_TOTALS) await run(statement);
  const upgrading = await timeOf(async () => (await Store.open(location)).close());
  const store = await Store.open(location);
  const rows: object[] = [];
  for (const period of ["all", "week"] as const satisfies readonly Period[]) {
    const times: number[] = [];
    for (let query = 1; query <= QUERIES; query++)
      times.push(await timeOf(() => store.leaderboard(period, LIMIT, NOW + query * BETWEEN_MS)));
    times.sort((a, b) => a - b);
    rows.push({
      database: name,
      results,
      board: period,
      "p50 ms": round(times[Math.floor(QUERIES / 2)] ?? 0),
      "max ms": round(times.at(-1) ?? 0),
      "adding up instead, ms": Math.round(addingUp),
      "upgrade, ms": Math.round(upgrading),
    });
  }
  await store.close();
  await database.close();
  return rows;
}

/** Fills the tables in the database itself, evenly over the days that rounds are kept. */
async function fill({ run, location }: Database, results: number): Promise<void> {
  const rounds = Math.ceil(results / PLAYERS_PER_ROUND);
  const endedAt = `${NOW} - cast((${rounds} - i) * ${(DAYS * DAY_MS) / rounds} as bigint)`;
  const series = (count: number): string =>
    isPostgres(location)
      ? `generate_series(1::bigint, ${count}) as n(i)`
      : `(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select i from n)`;
  await run(`insert into players (id, name, first_seen, last_seen)
    select 'p' || i, 'Player ' || i, ${NOW}, ${NOW} from ${series(PLAYERS)}`);
  await run(`insert into rounds (id, map, mode, winner, started_at, ended_at)
    select 'r' || i, 'foundry', 'ffa', 0, ${endedAt} - 300000, ${endedAt} from ${series(rounds)}`);
  // Which players are in a round, and how good they are, follows from the numbers: no two runs differ.
  const ranks = Array.from({ length: PLAYERS_PER_ROUND }, (_, index) => `select ${index + 1} as place`).join(
    " union all ",
  );
  await run(`insert into results (round_id, rank, player_id, name, team, score, kills, deaths, won, ended_at)
    select 'r' || i, place, 'p' || ((i * 7919 + place * 104729) % ${PLAYERS} + 1), 'Player', 0,
      (i * place) % 40, (i * place) % 40, i % 20, case when place = 1 then 1 else 0 end, ${endedAt}
    from ${series(rounds)} cross join (${ranks}) as places`);
  await run("analyze");
}

function sqlite(path: string): Database {
  let file: DatabaseSync | undefined;
  const open = (): DatabaseSync => (file ??= new DatabaseSync(path));
  return {
    name: "SQLite",
    location: path,
    run: async (text) => open().exec(text),
    close: async () => file?.close(),
  };
}

function postgres(bin: string, url: string): Database {
  return {
    name: "PostgreSQL",
    location: url,
    run: async (text) => void execFileSync(join(bin, "psql"), [url, "-q", "-v", "ON_ERROR_STOP=1", "-c", text]),
    close: async () => {},
  };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

const round = (ms: number): number => Math.round(ms * 10) / 10;
