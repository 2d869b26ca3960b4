import { Store } from "@fray/server/internal/storage/store";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";

import { bot, player, round } from "./records.ts";

const NOW = 1_800_000_000_000;
const DAY_MS = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), "fray-totals-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the totals and the sums by mode and map of a database from before there were any are those of its rounds", async () => {
  const path = join(folder, "old.sqlite");
  const store = await Store.open(path);
  await store.record(round([player("Ann", { kills: 7, won: true }), bot("Rook", { kills: 3 })], NOW - 9 * DAY_MS));
  await store.record(round([player("Bea", { kills: 2 }), player("Ann", { kills: 1, deaths: 4 })], NOW));
  const [all, week] = [await store.leaderboard("all", 9, NOW), await store.leaderboard("week", 9, NOW)];
  await store.close();
  const file = new DatabaseSync(path);
  file.exec(
    "drop table breakdown; drop table progress; drop table deeds; drop table totals; drop table week; drop table sanctions; drop table reports; drop table audit; delete from kysely_migration where name > '002'",
  );
  file.close();

  const migrated = await Store.open(path);
  expect(await migrated.leaderboard("week", 9, NOW)).toEqual(week);
  expect(await migrated.leaderboard("all", 9, NOW)).toEqual(all);
  expect(all.map(({ kills }) => kills)).toEqual([8, 2]);
  const ann = await migrated.answer(["statisticsOf", player("Ann").playerId ?? ""]);
  const sums = { rounds: 2, wins: 1, kills: 8, deaths: 4 };
  expect(ann).toMatchObject({
    points: 0,
    shares: [
      { kind: "map", name: "foundry", ...sums },
      { kind: "mode", name: "ffa", ...sums },
    ],
  });
  await migrated.close();
});
