import { systemRuntime } from "@fray/netcode/core";
import { Keeper } from "@fray/server/internal/storage/keeper";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { findPostgres, startPostgres, type PostgresServer } from "../support/postgres.ts";
import { until } from "../support/until.ts";
import { player, round } from "./records.ts";
import { testModeration, testStores } from "./stores.ts";

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

describe.skipIf(!postgresBin)("a PostgreSQL that is lost and returns", () => {
  test("has every round once", async () => {
    const keeper = new Keeper(await makeDatabase(), systemRuntime);
    keeper.keep(round([player("Ann")], 1));
    await until("the first is written", () => keeper.report().waiting === 0 && keeper.report().state === "ok");
    await server?.kill();
    for (let index = 0; index < 5; index++) keeper.keep(round([player("Ann")], 2 + index));
    await until("it is missed", () => keeper.report().state === "degraded");
    await server?.restart();
    await until("it has caught up", () => keeper.report().state === "ok" && keeper.report().waiting === 0);
    expect(await keeper.leaderboard("all", 10)).toMatchObject([{ name: "Ann", rounds: 6 }]);
    await keeper.close();
  });
});
