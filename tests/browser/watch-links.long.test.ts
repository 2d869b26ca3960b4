import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { enter } from "./enter.ts";
import { askReplay } from "./recorded-replay.ts";
import { useServer } from "./use-server.ts";

const folder = mkdtempSync(join(tmpdir(), "fray-watch-links-"));
afterAll(() => rmSync(folder, { recursive: true }));
const server = useServer("--map", "duel", "--data-dir", folder, "--round-seconds", "5");

test("a round's results lead to its replay, and so do the latest rounds", async () => {
  const other = await TestPlayer.join(server.http, "Bea");
  const { page, errors, screenshot } = await enter(server.http, "Ann");
  const results = page.getByRole("dialog", { name: "Results" });
  const link = results.getByRole("link", { name: "Watch this round" });
  await link.waitFor();
  await screenshot("replay/results-link");
  const address = (await link.getAttribute("href")) ?? "";
  expect(address).toMatch(/\/watch\/[\da-f-]{36}\?t=0$/);

  const [viewer] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
  await until("it plays", () => askReplay(viewer, ({ frame }) => frame?.others.length));
  await viewer.close();

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("button", { name: "Leaderboard" }).click();
  await page.getByRole("link", { name: "Watch the latest round of Ann" }).waitFor();
  await screenshot("replay/leaderboard");
  await page.getByRole("tab", { name: "Rounds" }).click();
  const round = page.getByRole("region", { name: "Rounds" }).getByRole("link", { name: /Watch .* on Duel/ });
  await round.first().waitFor();
  await screenshot("replay/latest-rounds");
  const links = await round.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  expect(links).toContain(address);
  await other.leave();
  expect(errors.filter((error) => !error.includes("409"))).toEqual([]);
});
