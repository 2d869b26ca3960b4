import { systemRuntime } from "@fray/netcode/core";
import { Identities } from "@fray/server/internal/storage/identity";
import { Store } from "@fray/server/internal/storage/store";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { player, round } from "../storage/records.ts";
import { openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const SECRET = "a secret that the test knows as well";
const MONTH_MS = 31 * 24 * 60 * 60 * 1000;
const identities = new Identities(Buffer.from(SECRET), systemRuntime);
const ownId = identities.create();

const folder = mkdtempSync(join(tmpdir(), "fray-leaderboard-"));
beforeAll(async () => {
  const store = await Store.open(join(folder, "fray.sqlite"));
  const own = { playerId: ownId, kills: 7, deaths: 2 };
  await store.record(round([player("Ada", { playerId: identities.create(), kills: 9, deaths: 4, won: true })]));
  await store.record(round([player("<b>Grace</b>", own), player("Linus", { playerId: identities.create() })]));
  await store.record(round([player("<b>Grace</b>", { ...own, won: true })], Date.now() - MONTH_MS));
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));
const server = useServer("--map", "duel", "--data-dir", folder, "--secret", SECRET);

const rows = (page: Page) => page.getByRole("region", { name: "Leaders" }).locator("tbody tr").allInnerTexts();
const cells = (row: string | undefined) => row?.split(/\s+/);

test("the leaderboard shows the best of all time and of the week, the player's own row marked, and their totals", async () => {
  const token = JSON.stringify(identities.tokenOf(ownId));
  const { page, errors, screenshot } = await openPage(server.http, {
    before: `localStorage.setItem("fray.guest", ${token})`,
  });
  await page.getByRole("button", { name: "Leaderboard" }).click();
  await page.getByText("YOU", { exact: true }).waitFor();
  const allTime = await rows(page);
  expect(allTime.map(cells).map((row) => row?.slice(0, 3))).toEqual([
    ["1", "<b>Grace</b>", "YOU"],
    ["2", "Ada", "9"],
    ["3", "Linus", "0"],
  ]);
  expect(cells(allTime[0])?.slice(3)).toEqual(["14", "4", "1", "2"]);
  expect(await page.getByRole("region", { name: "You on this server" }).innerText()).toMatch(
    /Rounds\s+2\s+Won\s+1 \(50 %\)\s+Kills\s+14\s+Deaths\s+4\s+Kills per death\s+3\.50/,
  );
  await screenshot("leaderboard");

  await page.getByRole("tab", { name: "All time" }).press("ArrowRight");
  await page.getByRole("row", { name: /1 Ada 9/ }).waitFor();
  expect(cells((await rows(page))[1])).toEqual(["2", "<b>Grace</b>", "YOU", "7", "2", "0", "1"]);
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(errors).toEqual([]);
});
