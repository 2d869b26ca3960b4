import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { bodyOf } from "./enter.ts";
import { openPage, type GamePage } from "./page.ts";
import { useServer } from "./use-server.ts";

const NAME = "<script>top.hacked=1</script>".slice(0, 24);

const server = useServer("--map", "duel");

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const heard = (page: Page, text: string) => page.getByRole("log").getByText(text).first().waitFor();
const alert = (page: Page, text: string | RegExp) => page.getByRole("alert").getByText(text).waitFor();

async function open(name: string, url = server.http): Promise<GamePage> {
  const opened = await openPage(url);
  await opened.page.getByLabel("Your name").fill(name);
  return opened;
}

/** Opens the game's menu and then the room dialog, which only the owner has. */
async function manage(page: Page) {
  await page.keyboard.press("Escape");
  await press(page, "Manage room");
  const dialog = page.getByRole("dialog", { name: "Manage room" });
  await dialog.waitFor();
  return dialog;
}

/** Creates a private room with a password in the dialog; resolves with its invite code. */
async function createRoom({ page, screenshot }: GamePage): Promise<string> {
  await press(page, "Create room");
  await page.getByLabel("Name", { exact: true }).fill(NAME);
  await page.getByLabel("Password").fill("sesame");
  await page.getByLabel(/^Private/).check();
  await screenshot("create-room");
  await page.getByLabel("Password").press("Enter");
  await bodyOf(page);
  await page.getByRole("dialog", { name: "Your room is open" }).waitFor();
  await screenshot("room-open");
  const code = await page.locator(".invite-code b").innerText();
  await press(page, "Fight");
  return code;
}

async function answerPassword({ page, screenshot }: GamePage): Promise<void> {
  const field = page.getByLabel("Password of the room");
  await field.fill("open up");
  await field.press("Enter");
  await alert(page, /./);
  await screenshot("wrong-password");
  await field.fill("sesame");
  await field.press("Enter");
  await field.waitFor({ state: "detached" });
  await bodyOf(page);
}

test("a private room with a password is created, joined by its link, managed, and gets a new owner when the owner leaves", async () => {
  const ann = await open("Ann");
  const code = await createRoom(ann);
  const link = `${server.http}/?room=${code}`;
  const ben = await open("Ben", link);
  await press(ben.page, "Play");
  await answerPassword(ben);
  await heard(ann.page, "Ben joined");

  const held = await manage(ann.page);
  await ann.screenshot("manage-room");
  await press(ann.page, "Kick Ben");
  await ben.page.getByText("You were kicked from the room.").waitFor();
  await heard(ann.page, "Ben was kicked");
  // A kicked player may not return in the same round.
  await press(ben.page, "Rejoin");
  await alert(ben.page, /come back in the next round/);
  await press(ann.page, "Restart this round");
  await ben.page.goto(link);
  await press(ben.page, "Play");
  await answerPassword(ben);
  await held.getByRole("button", { name: "Kick Ben" }).waitFor();
  await ann.page.keyboard.press("Escape");

  await ben.page.keyboard.press("Escape");
  await ben.page.getByRole("dialog", { name: NAME }).waitFor();
  expect(await ben.page.getByRole("button", { name: "Manage room" }).count()).toBe(0);
  await press(ben.page, "Resume");
  await ann.page.keyboard.press("Escape");
  await press(ann.page, "Leave");
  await heard(ben.page, "Ann left");
  await heard(ben.page, "the owner of this room now");

  const cid = await TestPlayer.join(server.http, "Cid", { roomId: code, password: "sesame" });
  await heard(ben.page, "Cid joined");
  await manage(ben.page);
  await press(ben.page, "Ban Cid");
  await ben.page.getByText("Ban Cid for as long as this room is open?").waitFor();
  await ben.screenshot("ban");
  expect(cid.game.status().state).toBe("online");
  await press(ben.page, "Ban Cid");
  await until("Cid is out", () => cid.game.status().state === "closed");
  expect(cid.game.status()).toMatchObject({ return: "elsewhere" });

  expect(await Promise.all([ann, ben].map(({ page }) => page.evaluate(() => "hacked" in window)))).toEqual([
    false,
    false,
  ]);
});
