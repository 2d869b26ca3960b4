import { openPool } from "@fray/server/internal/storage/dialect";
import { Keeper } from "@fray/server/internal/storage/keeper";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { HandClock } from "../support/hand-clock.ts";
import { findPostgres, startPostgres, type PostgresServer } from "../support/postgres.ts";
import { until } from "../support/until.ts";
import { player, round } from "./records.ts";
import { testModeration, testStores } from "./stores.ts";

/** The longest time that the keeper waits between two tries. */
const RETRY_MS = 30_000;

const postgresBin = findPostgres();
if (!postgresBin) console.log("skipped: no PostgreSQL here (initdb and postgres; set POSTGRES_BIN to their folder)");

let server: PostgresServer | undefined;
let count = 0;
beforeAll(async () => {
  if (postgresBin) server = await startPostgres(postgresBin);
});
afterAll(() => server?.stop());

/** Makes an empty database, and returns its address. */
async function makeDatabase(): Promise<string> {
  if (!server) throw new Error("there is no PostgreSQL");
  const { default: pg } = await import("pg");
  const client = new pg.Client(server.url);
  await client.connect();
  const name = `fray${count++}`;
  await client.query(`create database ${name}`);
  await client.end();
  return server.url.replace(/postgres$/, name);
}

describe.skipIf(!postgresBin)("a store in PostgreSQL", () => {
  testStores(makeDatabase);
  testModeration(makeDatabase);
});

describe.skipIf(!postgresBin)("a PostgreSQL that is lost", () => {
  test("has every round once when it is back", async () => {
    const clock = new HandClock();
    const keeper = new Keeper(await makeDatabase(), clock);
    /** The keeper's waits between its tries pass at once. */
    const soon = (what: string, isSo: () => boolean) =>
      until(what, () => {
        clock.pass(RETRY_MS);
        return isSo();
      });
    keeper.keep(round([player("Ann")], 1));
    await soon("the first is written", () => keeper.report().waiting === 0 && keeper.report().state === "ok");
    await server?.kill();
    for (let index = 0; index < 5; index++) keeper.keep(round([player("Ann")], 2 + index));
    await soon("it is missed", () => keeper.report().state === "degraded");
    await server?.restart();
    await soon("it has caught up", () => keeper.report().state === "ok" && keeper.report().waiting === 0);
    expect(await keeper.leaderboard("all", 10)).toMatchObject([{ name: "Ann", rounds: 6 }]);
    await keeper.close();
  });

  test("fails the next statement of a connection that is in use, and nothing else", async () => {
    const pool = openPool(await makeDatabase());
    const used = await pool.connect();
    const [{ id }] = (await used.query("select pg_backend_pid() as id")).rows;
    // No statement is under way in it, so only a listener can hear of the end.
    await pool.query("select pg_terminate_backend($1)", [id]);
    await until("it is gone", async () => {
      const { rowCount } = await pool.query("select from pg_stat_activity where pid = $1", [id]);
      return rowCount === 0;
    });
    await expect(used.query("select 1")).rejects.toThrow();
    used.release(true);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});
