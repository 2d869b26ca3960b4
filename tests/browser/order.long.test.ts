import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { devices, type Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { until } from "../support/until.ts";
import { axeFaults } from "./axe.ts";
import { enter } from "./enter.ts";
import { openPage, openVisitor } from "./page.ts";
import { takePicture } from "./pictures.ts";
import { useServer } from "./use-server.ts";

const PASSWORD = "correct horse battery";
const data = mkdtempSync(join(tmpdir(), "fray-order-"));
afterAll(() => rmSync(data, { recursive: true }));
const server = useServer("--map", "duel", "--data-dir", data, "--replays", "off", "--admin-password", PASSWORD);
const ws = () => server.http.replace("http", "ws");

/** Keeps every text that is added to the page from now on, also what is gone again. */
const watchTexts = (page: Page) =>
  page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes)
        seen.push(...[target, ...addedNodes].map(({ textContent }) => textContent ?? ""));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
const seenTexts = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([Reflect.get(window, "seen"), document.body.innerHTML]));

const about = (name: string) => ({ name });
const log = (page: Page) => page.getByRole("log");

/** Opens the page of the people who run the server. */
async function openAdmin(device: Parameters<typeof openVisitor>[0] = {}): Promise<Page> {
  const visitor = await openVisitor({
    ...device,
    device: { ...device.device, httpCredentials: { username: "admin", password: PASSWORD } },
  });
  const page = await visitor.newPage();
  await page.goto(`${server.http}/admin/`);
  return page;
}

async function report(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Report ${name}` }).click();
  await page.getByRole("radio", { name: "Spam in chat" }).check();
  await page.getByLabel("Anything to add?").fill("Over and over.");
  await page.getByRole("button", { name: "Send report" }).click();
}

test("from a name in the chat and in the scoreboard one mutes and reports: nothing of the muted reaches the page, and the people who run the server read the report, ban, and lift the ban", async () => {
  const [bob, cid] = [await Guest.join(ws(), { name: "Bob" }), await Guest.join(ws(), { name: "Cid" })];
  const ada = await enter(server.http, "Ada");
  const { page } = ada;
  bob.say("chat", { text: "buy my coins" });
  await log(page).getByText("buy my coins").waitFor();

  await page.keyboard.press("Enter");
  // A hand holds a button for a while.
  await log(page).getByRole("button", about("Bob")).click({ delay: 300 });
  const dialog = page.getByRole("dialog", { name: "Bob" });
  await dialog.getByRole("button", { name: "Mute Bob" }).waitFor();
  await ada.screenshot("order-person");
  expect(await axeFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Mute Bob" }).click();
  await dialog.getByRole("button", { name: "Unmute Bob" }).waitFor();
  await report(page, "Bob");
  await log(page).getByText("The people who run this server can read your report").waitFor({ state: "attached" });

  await watchTexts(page);
  bob.say("chat", { text: "cheaper than ever" });
  cid.say("chat", { text: "what a fight" });
  await log(page).getByText("what a fight").waitFor({ state: "attached" });
  const seen = await seenTexts(page);
  expect(seen).toContain("what a fight");
  for (const line of ["cheaper than ever", "buy my coins"]) expect(seen).not.toContain(line);

  await page.keyboard.down("Tab");
  await page.getByRole("region", { name: "Scoreboard" }).getByRole("button", about("Cid")).click();
  await page.keyboard.up("Tab");
  await page.getByRole("dialog", { name: "Cid" }).getByRole("button", { name: "Report Cid" }).waitFor();
  await ada.screenshot("order-from-scoreboard");
  await page.keyboard.press("Escape");
  expect(ada.errors).toEqual([]);

  const admin = await openAdmin();
  const reports = admin.locator("section", { hasText: "reported by Ada" });
  await reports.getByText("Bob: buy my coins").waitFor();
  await reports.getByText("Over and over.").waitFor();
  await takePicture(admin, "admin-reports", { fullPage: true });
  expect(await axeFaults(admin)).toEqual([]);
  await reports.getByLabel("How long").selectOption("30 days");
  await reports.getByLabel("Reason, shown to them").fill("selling coins");
  await reports.getByRole("button", { name: "Ban", exact: true }).click();
  await until("Bob is out", () => bob.closed !== undefined);
  const ban = admin.getByRole("row").filter({ hasText: "selling coins" }).filter({ hasText: "until" });
  await ban.getByRole("button", { name: "Lift" }).waitFor();
  const token = bob.heard.identity[0]?.token ?? "";
  await expect(Guest.join(ws(), { token })).rejects.toThrow("selling coins");
  // The log is written on another thread.
  await until("the log has it", async () => {
    await admin.reload();
    return (await admin.getByText("ban 720 h").count()) > 0;
  });
  await takePicture(admin, "admin-banned", { fullPage: true });
  expect(await axeFaults(admin)).toEqual([]);
  await ban.getByRole("button", { name: "Lift" }).click();
  await admin.getByText("Nobody is banned or muted.").waitFor();
  const again = await Guest.join(ws(), { token });

  const { viewport, ...phone } = devices["Pixel 7"];
  const small = await openAdmin({ viewport, device: phone });
  await small.locator("summary", { hasText: "Ban or mute" }).first().click();
  await takePicture(small, "admin-phone", { fullPage: true });
  expect(await axeFaults(small)).toEqual([]);
  // A page that is too wide for a phone is zoomed out.
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  for (const guest of [again, cid]) await guest.leave();
});

test("in the lobby too: a name leads to both, also by the keyboard alone", async () => {
  const [bob, cid] = [await LobbyGuest.join(ws(), { name: "Bob" }), await LobbyGuest.join(ws(), { name: "Cid" })];
  bob.say("chat", { text: "buy my coins" });
  await until("it is said", () => cid.heard.chat.length > 0);
  const { page, errors, screenshot } = await openPage(server.http);
  await page.getByLabel("Your name").fill("Ada");
  await page.getByRole("button", { name: "Rooms" }).click();
  await page.getByRole("tab", { name: /^Chat/ }).click();
  await log(page).getByText("buy my coins").waitFor();
  await page.getByRole("region", { name: "Here now" }).getByRole("button", about("Bob")).press("Enter");
  await page.getByRole("button", { name: "Mute Bob" }).press("Enter");
  await page.getByRole("button", { name: "Unmute Bob" }).waitFor();
  await screenshot("lobby-muted");
  expect(await axeFaults(page)).toEqual([]);
  await watchTexts(page);
  bob.say("chat", { text: "cheaper than ever" });
  cid.say("chat", { text: "anybody for a fight" });
  await log(page).getByText("anybody for a fight").waitFor();
  const seen = await seenTexts(page);
  expect(seen).toContain("anybody for a fight");
  for (const line of ["cheaper than ever", "buy my coins"]) expect(seen).not.toContain(line);
  await report(page, "Bob");
  await page.getByText("The people who run this server can read your report").waitFor();
  await screenshot("lobby-reported");
  expect(errors).toEqual([]);
  const admin = await openAdmin();
  await admin.locator("section", { hasText: "reported by Ada" }).getByText("Bob: cheaper than ever").waitFor();
  await Promise.all([bob.leave(), cid.leave()]);
});
