import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launchChromium } from "../support/chromium.ts";
import { TestPlayer } from "../support/player.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { bodyOf, enter } from "./enter.ts";
import { ask, copiedText, openPage } from "./page.ts";

let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([
    startServer({ args: ["--map", "duel", "--max-players", "3"] }),
    launchChromium(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const names = async (page: Page) => ((await ask(page, (probe) => probe.standings())) ?? []).map(({ name }) => name);

test(
  "the link copied from the game's menu joins exactly that room, also when others have places",
  { timeout: 90_000 },
  async () => {
    // Three players fill the first room, so that the host joins a second one. Then both rooms have free places.
    const first = await Promise.all(["One", "Two", "Three"].map((name) => TestPlayer.join(server.http, name)));
    const host = await enter(browser, server.http, "Host", CLIPBOARD);
    await first[0]?.leave();
    await host.page.keyboard.press("Escape");
    await host.page.getByRole("button", { name: "Copy link" }).click();
    await host.page.getByRole("button", { name: "Link copied" }).waitFor();
    await host.screenshot("game-menu");
    const link = await copiedText(host.page);
    expect(link).toMatch(new RegExp(`^${server.http}/\\?room=[\\w-]+$`));

    const guest = await openPage(browser, link);
    await guest.page.getByText("This link leads to the room").waitFor();
    await guest.screenshot("invitation");
    await guest.page.getByRole("button", { name: "Play", exact: true }).click();
    await bodyOf(guest.page);
    expect(await names(guest.page)).toContain("Host");
    await Promise.all([host, guest].map(({ page }) => page.context().close()));

    const other = await openPage(browser, `${server.http}/?room=${first[1]?.game.roomId}`);
    await other.page.getByRole("button", { name: "Play", exact: true }).click();
    await bodyOf(other.page);
    expect(await names(other.page)).toContain("Two");
    await other.page.context().close();
    await Promise.all(first.slice(1).map((player) => player.leave()));
  },
);

test("where the clipboard is not available the link can be copied by hand", { timeout: 60_000 }, async () => {
  const { page, screenshot } = await enter(browser, server.http, "Host");
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Copy link" }).click();
  const field = page.getByLabel("Link to this room");
  await field.waitFor();
  expect(await field.inputValue()).toMatch(/\?room=[\w-]+$/);
  await screenshot("copy-by-hand");
  await page.context().close();
});

test(
  "a link to a closed room says so, and joining another room removes the link from the address",
  { timeout: 60_000 },
  async () => {
    const { page, screenshot } = await openPage(browser, `${server.http}/?room=gone1234`);
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await page.getByRole("alert").getByText("room is gone").waitFor();
    await screenshot("room-gone");
    await page.getByRole("button", { name: "Play in another room" }).click();
    await bodyOf(page);
    expect(new URL(page.url()).search).toBe("");
    await page.context().close();
  },
);
