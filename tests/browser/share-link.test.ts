import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { bodyOf, enter } from "./enter.ts";
import { ask, copiedText, openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel", "--max-players", "3");

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const names = async (page: Page) => ((await ask(page, (probe) => probe.standings())) ?? []).map(({ name }) => name);

test("the link copied from the game's menu joins exactly that room, also when others have places", async () => {
  // Three players fill the first room, so that the host joins a second one. Then both rooms have free places.
  const first = await Promise.all(["One", "Two", "Three"].map((name) => TestPlayer.join(server.http, name)));
  const host = await enter(server.http, "Host", { device: CLIPBOARD });
  await first[0]?.leave();
  await host.page.keyboard.press("Escape");
  await host.page.getByRole("button", { name: "Copy link" }).click();
  await host.page.getByRole("button", { name: "Link copied" }).waitFor();
  await host.screenshot("game-menu");
  const link = await copiedText(host.page);
  expect(link).toMatch(new RegExp(`^${server.http}/\\?room=[\\w-]+$`));

  const guest = await openPage(link);
  await guest.page.getByText("This link leads to the room").waitFor();
  await guest.screenshot("invitation");
  await guest.page.getByRole("button", { name: "Play", exact: true }).click();
  await bodyOf(guest.page);
  expect(await names(guest.page)).toContain("Host");
  for (const { page } of [host, guest]) await page.context().close();

  const other = await openPage(`${server.http}/?room=${first[1]?.game.roomId}`);
  await other.page.getByRole("button", { name: "Play", exact: true }).click();
  await bodyOf(other.page);
  expect(await names(other.page)).toContain("Two");
  await Promise.all(first.slice(1).map((player) => player.leave()));
});

test("where the clipboard is not available the link can be copied by hand", async () => {
  const { page, screenshot } = await enter(server.http, "Host");
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
});

test("a link to a closed room says so, and joining another room removes the link from the address", async () => {
  const { page, screenshot } = await openPage(`${server.http}/?room=gone1234`);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByRole("alert").getByText("room is gone").waitFor();
  await screenshot("room-gone");
  await page.getByRole("button", { name: "Play in another room" }).click();
  await bodyOf(page);
  expect(new URL(page.url()).search).toBe("");
});
