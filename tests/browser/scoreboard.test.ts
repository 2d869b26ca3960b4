import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { enter } from "./enter.ts";
import { ask, SELDOM } from "./page.ts";
import { useServerProcess } from "./use-server.ts";

const SCOREBOARD = { name: "Scoreboard" };
const standings = async (page: Page) => (await ask(page, (probe) => probe.standings())) ?? [];

/** The rows of a table as the texts of their cells. */
const rowsOf = (page: Page, table: string) =>
  page
    .locator(`${table} tbody tr`)
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll("td")].map((cell) => (cell.querySelector(".text") ?? cell).textContent ?? ""),
      ),
    );

describe("among fighters without teams", () => {
  const server = useServerProcess("--map", "duel", "--bots", "6", "--bot-skill", "veteran");

  test("while Tab is held the scoreboard lists all players, best first, with bots labelled and spectators apart", async () => {
    const { page, errors, screenshot } = await enter(server.http, "Reader", { framesPerSecond: SELDOM });
    const watcher = await TestPlayer.join(server.http, "Onlooker", { spectate: true });
    await until(
      "two have scored",
      async () => (await standings(page)).filter(({ score }) => score > 0).length > 1,
      60_000,
    );
    await page.keyboard.down("Tab");
    const board = page.getByRole("region", SCOREBOARD);
    await board.waitFor();
    const rows = await rowsOf(page, ".scoreboard");
    await screenshot("scoreboard-order");
    // An error in the middle of a rendering would leave rows in a wrong order.
    expect(errors).toEqual([]);
    expect(rows.map(([place]) => Number(place))).toEqual(rows.map((_, index) => index + 1));
    const scores = rows.map(([, , score]) => Number(score));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(rows.map(([, name]) => name))).toContain("Reader");
    expect(rows.length).toBe((await standings(page)).filter(({ spectator }) => !spectator).length);
    expect(await board.locator("tbody .chip", { hasText: "BOT" }).count()).toBe(
      (await standings(page)).filter(({ bot }) => bot).length,
    );
    expect(await board.locator(".watching").innerText()).toContain("Onlooker");
    await page.keyboard.up("Tab");
    await board.waitFor({ state: "detached" });
    expect(errors).toEqual([]);
    await watcher.leave();
  });
});

describe("among teams", () => {
  const server = useServerProcess("--map", "duel", "--mode", "tdm", "--bots", "6", "--bot-skill", "veteran");

  test("teams are listed separately, each with its total", async () => {
    const { page, screenshot } = await enter(server.http, "Reader", { framesPerSecond: SELDOM });
    const scores = async () => (await ask(page, ({ frame }) => frame?.round.scores)) ?? [0, 0];
    await until("somebody has scored", async () => (await scores()).some((score) => score > 0), 60_000);
    await page.keyboard.down("Tab");
    await page.getByRole("region", SCOREBOARD).waitFor();
    for (const [index, title] of ["Blue", "Orange"].entries()) {
      const section = page.getByRole("region", { name: `Team ${title}` });
      const members = (await standings(page)).filter(({ team, spectator }) => team === index + 1 && !spectator);
      expect(members.length).toBeGreaterThan(0);
      await until("the total is the team's", async () => {
        const total = Number(await section.locator("h3 b").innerText());
        return total === (await scores())[index];
      });
      expect(await section.locator("tbody tr").count()).toBe(members.length);
    }
    await screenshot("scoreboard-teams");
  });
});
