import { PAD } from "@fray/game-client/internal/controls/pads";
import { devices, type Page } from "playwright-core";
import { expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { axeFaults } from "./axe.ts";
import { bodyOf, enter } from "./enter.ts";
import { moveFocusTo, PAD_SCRIPT, tapPad } from "./pad.ts";
import { ask, copiedText, MIDDLE, openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "kiln", "--mode", "tdm");

const PHONE = {
  viewport: { width: 390, height: 844 },
  device: { ...devices["Pixel 7"], hasTouch: true, permissions: ["clipboard-read", "clipboard-write"] },
};
const CLIPBOARD = { device: { permissions: ["clipboard-read", "clipboard-write"] } };

const marksOf = (page: Page) => ask(page, ({ frame }) => frame?.marks ?? []);
const teamOf = (page: Page) => ask(page, ({ frame }) => frame?.self?.team);

/** Moves the focus with Tab until an element has it. */
async function tabTo(page: Page, name: RegExp | string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    const text = await page.evaluate(
      () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
    );
    if (typeof name === "string" ? text.trim() === name : name.test(text)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`nothing called ${name} gets the focus`);
}

test("two people, one with a keyboard alone and one on a phone, are in one party: one room, one side, marks for it", async () => {
  const strangers = [await TestPlayer.join(server.http, "Eve"), await TestPlayer.join(server.http, "Flo")];
  const ada = await openPage(server.http, CLIPBOARD);
  await ada.page.getByLabel("Your name").fill("Ada");
  await ada.screenshot("menu-mode");
  await tabTo(ada.page, /^\s*Friends/);
  await ada.page.keyboard.press("Enter");
  await ada.page.getByRole("tab", { name: "Friends" }).waitFor();
  await tabTo(ada.page, "Start a party");
  await ada.screenshot("party-none");
  expect(await axeFaults(ada.page)).toEqual([]);
  await ada.page.keyboard.press("Enter");
  await tabTo(ada.page, "Copy party link");
  await ada.screenshot("party-started");
  expect(await axeFaults(ada.page)).toEqual([]);
  await ada.page.keyboard.press("Enter");
  await ada.page.getByRole("button", { name: "Link copied" }).waitFor();
  const link = await copiedText(ada.page);
  await ada.page.keyboard.press("Escape");
  // The dialog gives the focus back when it has closed, and would take it from the field.
  await ada.page
    .getByRole("button", { name: /^\s*Friends/ })
    .and(ada.page.locator(":focus"))
    .waitFor();
  await ada.page.getByText("You are in a party").waitFor();
  await ada.page.getByLabel("Your name").press("Enter");
  await bodyOf(ada.page);

  const ben = await openPage(link, PHONE);
  await ben.page.getByText("You are in a party").waitFor();
  expect(new URL(ben.page.url()).search).toBe("");
  await ben.page.getByLabel("Your name").fill("Ben");
  await ben.screenshot("party-invited-phone");
  expect(await axeFaults(ben.page)).toEqual([]);
  await ben.page.getByRole("button", { name: "Play", exact: true }).tap();
  await bodyOf(ben.page);
  expect(await teamOf(ben.page)).toBe(await teamOf(ada.page));

  // A key marks the place at the crosshair for both, and for nobody else.
  await ada.page.mouse.move(MIDDLE.x + 60, MIDDLE.y - 40);
  await until("the crosshair is there", () => ask(ada.page, (probe) => probe.pointer()));
  await ada.page.keyboard.press("g");
  const [mark] = await until("Ben sees it", async () => {
    const marks = await marksOf(ben.page);
    return marks && marks.length > 0 && marks;
  });
  expect(mark?.id).toBe(await ask(ada.page, ({ frame }) => frame?.self?.id));
  await until("Ada sees it at the same place", async () =>
    (await marksOf(ada.page))?.some(({ x, y }) => x === mark?.x && y === mark?.y),
  );
  await ada.screenshot("party-mark");
  await ben.screenshot("party-mark-phone");

  // A finger does the same.
  await ben.page.getByRole("button", { name: "Mark a place for your team" }).tap();
  const benId = await ask(ben.page, ({ frame }) => frame?.self?.id);
  await until("Ada sees it", async () => (await marksOf(ada.page))?.some(({ id }) => id === benId));
  const team = await teamOf(ada.page);
  const enemies = strangers.filter(({ frame }) => frame?.round.ownTeam !== team);
  expect(enemies).not.toEqual([]);
  for (const { frame } of enemies) expect(frame?.marks).toEqual([]);

  await ben.page.getByRole("button", { name: "Menu" }).tap();
  await ben.page.getByRole("button", { name: "Party" }).tap();
  await ben.page.getByRole("list", { name: "Members here" }).getByText("Ada").waitFor();
  await ben.screenshot("party-in-game-phone");
  expect(await axeFaults(ben.page)).toEqual([]);
  await ben.page.getByRole("button", { name: "Leave the party" }).tap();
  await ben.page.getByRole("button", { name: "Start a party" }).waitFor();
  expect([...ada.errors, ...ben.errors]).toEqual([]);
  for (const stranger of strangers) await stranger.leave();
});

test("a gamepad alone starts a party in the game and marks a place", async () => {
  const stranger = await TestPlayer.join(server.http, "Eve");
  const { page, errors, screenshot } = await enter(server.http, "Ada", { before: PAD_SCRIPT });
  await tapPad(page, PAD.down);
  await until("it is marked", async () => (await marksOf(page))?.length === 1);
  await tapPad(page, PAD.menu);
  await moveFocusTo(page, page.getByRole("button", { name: "Party" }));
  await tapPad(page, PAD.a);
  await moveFocusTo(page, page.getByRole("button", { name: "Start a party" }));
  await tapPad(page, PAD.a);
  await page.getByRole("list", { name: "Members here" }).getByText("Ada").waitFor();
  await screenshot("party-in-game");
  expect(await axeFaults(page)).toEqual([]);
  await tapPad(page, PAD.b);
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(stranger.frame?.marks ?? []).toEqual([]);
  expect(errors).toEqual([]);
  await stranger.leave();
});

test("a party link that is not of this server gets a sentence, and the way without it", async () => {
  const { page, screenshot } = await openPage(`${server.http}/?party=${"A".repeat(22)}.${"B".repeat(43)}`);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByText("This party does not exist on this server").waitFor();
  await screenshot("party-forged");
  await page.getByRole("button", { name: "Play without the party" }).click();
  await bodyOf(page);
});

test("Play looks for the chosen mode, and remembers it", async () => {
  const stranger = await TestPlayer.join(server.http, "Eve");
  const { page, errors } = await openPage(server.http);
  await page.getByLabel("Mode").selectOption("tdm");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await bodyOf(page);
  expect((await ask(page, (probe) => probe.standings()))?.map(({ name }) => name)).toContain("Eve");
  await page.goto(server.http);
  expect(await page.getByLabel("Mode").inputValue()).toBe("tdm");
  expect(errors).toEqual([]);
  await stranger.leave();
});
