import { PAD } from "@fray/game-client/internal/controls/pads";
import { systemRuntime } from "@fray/netcode/core";
import { noFeats } from "@fray/server/internal/progress/feats";
import { Identities } from "@fray/server/internal/storage/identity";
import { Store } from "@fray/server/internal/storage/store";
import { COLORS, packAppearance, PATTERNS, TRAILS } from "@fray/shared-state/protocol/appearance";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { devices, type Page } from "playwright-core";
import { afterAll, beforeEach, describe, expect, test } from "vitest";

import { player, round } from "../storage/records.ts";
import { until } from "../support/until.ts";
import { axeFaults } from "./axe.ts";
import { moveFocusTo, PAD_SCRIPT, tapPad } from "./pad.ts";
import { ask, openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const SECRET = "a secret that the test knows as well";
const identities = new Identities(Buffer.from(SECRET), systemRuntime);
const folder = mkdtempSync(join(tmpdir(), "fray-profile-"));
let ownId = "";
beforeEach(async () => {
  ownId = identities.create();
  const feats = { ...noFeats(), points: 4600, botPoints: 9000 };
  feats.kills.splice(0, 2, 30, 12);
  feats.deeds.splice(4, 1, 26);
  const store = await Store.open(join(folder, "fray.sqlite"));
  await store.record(round([player("Ann", { playerId: ownId, kills: 42, deaths: 7, won: true, feats })]));
  await store.record({
    ...round([player("Ann", { playerId: ownId, kills: 2, deaths: 3 })]),
    map: "ridge",
    mode: "ctf",
  });
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));
const server = useServer("--map", "duel", "--data-dir", folder, "--secret", SECRET);

const known = () => `localStorage["fray.guest"] ??= ${JSON.stringify(identities.tokenOf(ownId))}`;
const tokenIn = (page: Page) => page.evaluate(() => localStorage.getItem("fray.guest"));
async function openProfile(page: Page, tab = "Look") {
  await page.getByRole("button", { name: "You", exact: true }).click();
  await page.getByRole("tab", { name: tab }).click();
  const dialog = page.getByRole("dialog", { name: "You" });
  await dialog.getByRole("region", { name: tab }).waitFor();
  return dialog;
}

test("a look that is chosen is worn in the next room, and others see it there", async () => {
  const { page, errors, screenshot } = await openPage(server.http, { before: known() });
  const dialog = await openProfile(page);
  await dialog.getByRole("radio", { name: "Lime" }).first().check();
  await dialog.getByLabel("Pattern").selectOption("Chevron");
  await dialog.getByRole("radio", { name: "Sparks" }).check();
  await dialog.getByRole("radio", { name: "Diagonal" }).check();
  await dialog.getByRole("radio", { name: "Pink" }).check();
  await until("the title is earned", async () => {
    const titles = await dialog.getByLabel("Title").locator("option").allInnerTexts();
    return titles.join() === "None,Avenger";
  });
  await dialog.getByLabel("Title").selectOption("Avenger");
  await screenshot("profile-look");
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  const other = await openPage(server.http);
  for (const each of [other.page, page]) await each.getByRole("button", { name: "Play", exact: true }).click();
  const look = packAppearance({
    color: COLORS.indexOf("lime"),
    pattern: PATTERNS.indexOf("chevron"),
    trail: TRAILS.indexOf("sparks"),
  });
  expect(look).toBeGreaterThan(0);
  const seen = await until("the other sees it", () => ask(other.page, ({ frame }) => frame?.others[0]?.look));
  expect(seen).toBe(look);
  await other.page.keyboard.down("Tab");
  await other.page.getByText("Avenger").waitFor({ state: "attached" });
  await other.screenshot("profile-scoreboard");
  await other.page.keyboard.up("Tab");
  await screenshot("profile-in-game");

  // A change during the game is seen at once.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "You", exact: true }).click();
  await dialog.getByRole("radio", { name: "Gold" }).check();
  await screenshot("profile-over-game");
  expect(await axeFaults(page)).toEqual([]);
  expect(await dialog.getByRole("tab").allInnerTexts()).toEqual(["Look", "Progress"]);
  const gold = COLORS.indexOf("gold");
  await until(
    "the other sees it",
    async () => ((await ask(other.page, ({ frame }) => frame?.others[0]?.look)) ?? 0) % 16 === gold,
  );
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect([...errors, ...other.errors]).toEqual([]);
});

test("the player's own level, titles and sums by mode, map and weapon", async () => {
  const { page, errors, screenshot } = await openPage(server.http, { before: known() });
  const dialog = await openProfile(page, "Progress");
  await dialog.getByText("Level 14").waitFor();
  expect(await dialog.getByText("Bots bring nobody beyond level 10.").count()).toBe(1);
  const rows = (name: string) => dialog.getByRole("table", { name }).locator("tbody tr").allInnerTexts();
  const cells = async (name: string) => (await rows(name)).map((row) => row.split(/\t/).join(" "));
  expect(await cells("By mode")).toEqual(["Free for all 1 1 42 7", "Capture the flag 1 0 2 3"]);
  expect(await cells("By map")).toEqual(["Foundry 1 1 42 7", "Ridge 1 0 2 3"]);
  expect(await cells("By weapon")).toEqual(["Pulse 30 0", "Rail 12 0"]);
  expect(await dialog.getByRole("listitem").filter({ hasText: "Avenger" }).innerText()).toContain("Earned");
  await screenshot("profile-progress");
  expect(await axeFaults(page)).toEqual([]);
  expect(errors).toEqual([]);
});

describe("a code", () => {
  test("takes a player to another device once, with the keyboard alone; a used one is refused", async () => {
    const first = await openPage(server.http, { before: known(), settings: { look: 5, crosshair: "dot" } });
    const dialog = await openProfile(first.page, "Move");
    await dialog.getByRole("button", { name: "Make a code" }).press("Enter");
    const code = await dialog.getByLabel("Your code").innerText();
    expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    await first.screenshot("profile-code");
    expect(await axeFaults(first.page)).toEqual([]);

    const second = await openPage(server.http);
    const there = await openProfile(second.page, "Move");
    await there.getByLabel("Code of the other device").fill(code.toLowerCase());
    await second.page.keyboard.press("Enter");
    await there.getByText("This device is now you").waitFor();
    await second.screenshot("profile-moved");
    expect(await tokenIn(second.page)).toBe(identities.tokenOf(ownId));
    expect(await second.page.evaluate(() => JSON.parse(localStorage["fray.settings"]))).toMatchObject({
      look: 5,
      crosshair: "dot",
    });
    await there.getByRole("tab", { name: "Progress" }).click();
    await there.getByText("Level 14").waitFor();
    expect(second.errors).toEqual([]);

    const third = await openPage(server.http);
    const late = await openProfile(third.page, "Move");
    await late.getByLabel("Code of the other device").fill(code);
    await late.getByRole("button", { name: "Use this code" }).click();
    await late.getByText("this code is wrong, was used, or is older than ten minutes").waitFor();
    expect(await tokenIn(third.page)).toBeNull();
  });

  test("that is forged is refused with a code, and too many guesses as well", async () => {
    const post = (path: string, body: unknown, headers = {}) =>
      fetch(`${server.http}/api/my-data/${path}`, { method: "POST", body: JSON.stringify(body), headers });
    const bearer = { authorization: `Bearer ${identities.tokenOf(ownId)}` };
    expect((await post("code", { look: 0, title: 0, crosshair: 0 })).status).toBe(401);
    for (const carried of [{}, { look: -1, title: 0, crosshair: 0 }, { look: 0, title: 0, crosshair: "x" }, null])
      expect((await post("code", carried, bearer)).status).toBe(400);
    const statuses: number[] = [];
    for (const code of ["", 7, null, "A".repeat(33), "000000000000", "__proto__", "A".repeat(12)])
      statuses.push((await post("claim", { code })).status);
    expect(statuses).toEqual([400, 400, 400, 400, 403, 403, 403]);
    for (let guess = 0; guess < 3; guess++) await post("claim", { code: `00000000000${guess}` });
    const { status, headers } = await post("claim", { code: "000000000009" });
    expect([status, headers.get("cache-control")]).toEqual([429, "no-store"]);
    const elsewhere = await fetch(`${server.http}/api/my-data/claim`, {
      method: "POST",
      headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
      body: "{}",
    });
    expect(elsewhere.status).toBe(403);
  });
});

test("the settings save a copy of a player's data, and delete it after a question", async () => {
  const { page, screenshot } = await openPage(server.http, { before: known() });
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Save a copy" }).click(),
  ]);
  expect(JSON.parse(readFileSync(await download.path(), "utf8"))).toMatchObject({
    totals: { kills: 44 },
    statistics: { points: 4600, deeds: { revenge: 26 } },
  });
  await dialog.getByRole("button", { name: "Delete my data…" }).click();
  await dialog.getByRole("button", { name: "Delete for good" }).scrollIntoViewIfNeeded();
  await screenshot("settings-own-data");
  expect(await axeFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await dialog.getByText("Your data was deleted.").waitFor();
  expect(await tokenIn(page)).toBe("");
  const headers = { authorization: `Bearer ${identities.tokenOf(ownId)}` };
  const statistics = await (await fetch(`${server.http}/api/my-data/statistics`, { headers })).json();
  expect(statistics).toMatchObject({ points: 0, level: 1, deeds: {}, shares: [] });
});

test("with a gamepad alone a player opens the page and chooses a colour", async () => {
  const { page } = await openPage(server.http, { before: `${PAD_SCRIPT};${known()}` });
  await moveFocusTo(page, page.getByRole("button", { name: "You", exact: true }));
  await tapPad(page, PAD.a);
  const gold = page.getByRole("radio", { name: "Gold" });
  await moveFocusTo(page, gold);
  await tapPad(page, PAD.a);
  await until("the colour is chosen", () => gold.isChecked());
  await tapPad(page, PAD.b);
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

test.each(["Look", "Progress", "Move"])("on a phone the tab %s fits, and axe finds no fault", async (tab) => {
  const { viewport, ...phone } = devices["Pixel 7"];
  const { page, errors, screenshot } = await openPage(server.http, { before: known(), viewport, device: phone });
  const dialog = await openProfile(page, tab);
  const isWide = await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  expect(isWide).toBe(false);
  await screenshot(`profile-phone-${tab.toLowerCase()}`);
  expect(await axeFaults(page)).toEqual([]);
  expect(errors).toEqual([]);
});
