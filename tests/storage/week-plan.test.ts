import { dialectFor } from "@fray/server/internal/storage/dialect";
import { ageWeek } from "@fray/server/internal/storage/player-totals";
import type { Tables } from "@fray/server/internal/storage/schema";
import { Store } from "@fray/server/internal/storage/store";
import { Kysely } from "kysely";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";

/** What `analyze` says of ten million results of 100,000 people: rows, and rows for each value of the first columns. */
const TEN_MILLION = {
  results_player: "10000000 100 1",
  results_ended_at: "10000000 10",
  totals_best_of_week: "100000 10 2 1",
};
const NOW = Date.UTC(2026, 0, 1);

test("the results that leave the week are found by their time, however many people there are", async () => {
  const folder = mkdtempSync(join(tmpdir(), "fray-week-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "fray.sqlite");
  await (await Store.open(path)).close();
  const statements: string[] = [];
  const db = new Kysely<Tables>({ dialect: dialectFor(path), log: ({ query }) => void statements.push(query.sql) });
  await ageWeek(db, NOW);
  await db.destroy();
  const update = statements.find((statement) => statement.startsWith("update totals")) ?? "";

  const statistics = new DatabaseSync(path);
  statistics.exec("analyze");
  const insert = statistics.prepare("insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)");
  for (const [index, stat] of Object.entries(TEN_MILLION)) insert.run(index.split("_")[0] ?? "", index, stat);
  statistics.close();
  // Statistics are read when a database is opened.
  const reader = new DatabaseSync(path);
  const plan = reader.prepare(`explain query plan ${update}`).all(0, 1);
  reader.close();
  const searches = plan.map(({ detail }) => String(detail)).filter((detail) => /results|totals/.test(detail));
  expect(searches).toEqual([
    expect.stringContaining("results USING INDEX results_ended_at"),
    expect.stringContaining("SEARCH totals"),
  ]);
});
