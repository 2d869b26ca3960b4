import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { bodyOf } from "./enter.ts";
import { ask, copiedText, openPage, type GamePage } from "./page.ts";
import { useServer } from "./use-server.ts";

const NAME = "<b>Ada’s</b> den";
const SCRIPT = `<script>window.hacked=1</script><img src=x onerror="window.hacked=2">`;

const server = useServer("--map", "duel");

const CLIPBOARD = { device: { permissions: ["clipboard-read", "clipboard-write"] } };

/** The page's requests that concern a lobby. */
const lobbyRequests = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname)
      // The menu itself loads the protocol of a lobby.
      .filter((path) => /live-lobby|matchmake.*lobby/.test(path)),
  );

/** Opens the page and a tab of its lobby. */
async function openLobby(name: string, tab: string, url = server.http): Promise<GamePage> {
  const opened = await openPage(url, CLIPBOARD);
  await opened.page.getByLabel("Your name").fill(name);
  // A player who only plays never joins a lobby.
  expect(await lobbyRequests(opened.page)).toEqual([]);
  await opened.page.getByRole("button", { name: "Rooms" }).click();
  await opened.page.getByRole("tab", { name: tab }).click();
  expect(await lobbyRequests(opened.page)).not.toEqual([]);
  return opened;
}

const row = (page: Page) => page.getByRole("listitem").filter({ hasText: NAME });

test("the room list updates the number of players and joins a room; a room name with markup is text", async () => {
  const owner = await TestPlayer.join(server.http, "Ada", { create: { name: NAME, maxPlayers: 3 } });
  const { page, errors, screenshot } = await openLobby("Ben", "Rooms");
  await row(page).getByText("1/3").waitFor();
  const second = await TestPlayer.join(server.http, "Cid", { roomId: owner.game.roomId });
  await row(page).getByText("2/3").waitFor();
  const third = await TestPlayer.join(server.http, "Dee", { roomId: owner.game.roomId });
  await row(page).getByText("3/3").waitFor();
  expect(await row(page).getByRole("button", { name: /^Full/ }).isDisabled()).toBe(true);
  await screenshot("room-list");
  await third.leave();
  await row(page).getByRole("button", { name: /^Join/ }).click();
  await bodyOf(page);
  expect((await ask(page, (probe) => probe.standings()))?.map(({ name }) => name)).toContain("Ada");
  expect(errors).toEqual([]);
  await Promise.all([owner.leave(), second.leave()]);
});

test("people in the lobby chat, with markup as text; a friend link shows where a friend plays and joins that room", async () => {
  const ada = await openLobby("Ada", "Chat");
  await ada.page.getByLabel("Message to the lobby").fill(SCRIPT);
  await ada.page.keyboard.press("Enter");
  await ada.page.getByRole("tab", { name: "Friends" }).click();
  await ada.page.getByRole("button", { name: "Copy friend link" }).click();
  await ada.page.getByRole("button", { name: "Link copied" }).waitFor();
  const link = await copiedText(ada.page);

  // A person who joins later reads the earlier messages.
  const ben = await openPage(link);
  await ben.page.getByText("In the lobby").waitFor();
  await ben.page.getByRole("tab", { name: "Chat" }).click();
  await ben.page.getByRole("log").getByText(SCRIPT).waitFor();
  await ben.screenshot("lobby-chat");
  expect(await ben.page.evaluate(() => "hacked" in window)).toBe(false);
  expect(new URL(ben.page.url()).search).toBe("");

  await ada.page.keyboard.press("Escape");
  await ada.page.getByRole("button", { name: "Play", exact: true }).click();
  await bodyOf(ada.page);
  await ben.page.getByRole("tab", { name: "Friends" }).click();
  await ben.page.getByText(/^Plays in/).waitFor();
  await ben.screenshot("friends");
  await ben.page.getByRole("button", { name: "Join Ada" }).click();
  await bodyOf(ben.page);
  expect((await ask(ben.page, (probe) => probe.standings()))?.map(({ name }) => name)).toContain("Ada");
  expect([...ada.errors, ...ben.errors]).toEqual([]);
});
