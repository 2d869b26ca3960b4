import { beforeAll, expect, test } from "vitest";

import { axeFaults } from "./axe.ts";
import { openContext } from "./contexts.ts";
import "./hud-page/api.ts";
import { hudPage, menuPage } from "./made-pages.ts";
import "./menu-page/api.ts";
import { takePicture } from "./pictures.ts";

const VIEWPORT = { width: 960, height: 540 };

beforeAll(async () => {
  await hudPage.build();
  await menuPage.build();
});

test.each(["results", "results-won", "results-alone", "training-over"])(
  "axe finds no fault in the scene %s",
  async (scene) => {
    const { page, errors } = await hudPage.openIn(await openContext({ viewport: VIEWPORT }));
    await page.waitForFunction(() => "hudPage" in window);
    await page.evaluate((name) => window.hudPage?.show(name, "keyboard", { reducedMotion: "on" }), scene);
    expect(await axeFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
  },
);

test("axe finds no fault in the menu with training and practice", async () => {
  const { page } = await menuPage.openIn(await openContext({ viewport: VIEWPORT }));
  await page.waitForFunction(() => "menuPage" in window);
  await page.evaluate(() => window.menuPage?.show({ device: "keyboard" }));
  await page.getByRole("group", { name: "Practice" }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
});

test("a person is reported from the list of people, and axe finds no fault in the form", async () => {
  const { page, errors } = await hudPage.openIn(await openContext({ viewport: VIEWPORT }));
  await page.waitForFunction(() => "hudPage" in window);
  await page.evaluate(() => window.hudPage?.show("people", "keyboard", { reducedMotion: "on" }));
  await page
    .getByRole("button", { name: /^Report/ })
    .first()
    .click();
  const form = page.getByRole("group", { name: "What is wrong?" });
  await form.getByRole("radio", { checked: true }).waitFor();
  await takePicture(page, "report-form");
  expect(await axeFaults(page)).toEqual([]);
  await page.getByLabel("Anything to add?").fill("Again and again.");
  await page.getByRole("button", { name: "Send report" }).click();
  await form.waitFor({ state: "hidden" });
  expect(await page.evaluate(() => window.hudPage?.orders())).toMatchObject([
    { type: "report", reason: "insult", text: "Again and again." },
  ]);
  expect(errors).toEqual([]);
});

test("a press on a choice of the results votes for it", async () => {
  const { page } = await hudPage.openIn(await openContext({ viewport: VIEWPORT }));
  await page.waitForFunction(() => "hudPage" in window);
  await page.evaluate(() => window.hudPage?.show("results", "keyboard", { reducedMotion: "on" }));
  const choices = page.getByRole("group", { name: "Vote for the next round" }).getByRole("button");
  await choices.nth(1).click();
  await choices.nth(1).and(page.locator("[aria-pressed=true]")).waitFor();
  expect(await page.evaluate(() => window.hudPage?.orders())).toMatchObject([{ type: "next", choice: 1 }]);
});

test("a name in the open chat leads to muting, which takes what was said from the page, and to a report", async () => {
  const { page, errors } = await hudPage.openIn(await openContext({ viewport: VIEWPORT }));
  await page.waitForFunction(() => "hudPage" in window);
  await page.evaluate(() => window.hudPage?.show("chat", "keyboard", { reducedMotion: "on" }));
  const line = page.getByText("good fight, everybody");
  await line.first().waitFor();
  await page.getByRole("log").getByRole("button", { name: "Ada" }).first().click({ delay: 150 });
  const dialog = page.getByRole("dialog", { name: "Ada" });
  await dialog.getByRole("button", { name: "Mute Ada" }).click();
  await dialog.getByRole("button", { name: "Unmute Ada" }).waitFor();
  await takePicture(page, "person");
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  // The open chat has all lines, also those that have faded.
  await page.keyboard.press("Enter");
  await page.getByText("cover me at the flag").first().waitFor();
  expect(await line.count()).toBe(0);
  await page.getByRole("log").getByRole("button", { name: "Www" }).first().click();
  await page.getByRole("button", { name: "Report Www" }).click();
  await page.getByRole("button", { name: "Send report" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await page.evaluate(() => window.hudPage?.orders())).toMatchObject([{ type: "report", id: 5 }]);
  expect(errors).toEqual([]);
});

test("a name in the lobby does the same", async () => {
  const { page, errors } = await menuPage.openIn(await openContext({ viewport: VIEWPORT }));
  await page.waitForFunction(() => "menuPage" in window);
  await page.evaluate(() => window.menuPage?.show({ device: "keyboard", lobby: "full" }));
  await page.getByRole("button", { name: "Rooms" }).click();
  await page.getByRole("tab", { name: /^Chat/ }).click();
  const lines = page.getByRole("log").getByRole("button", { name: "Ada" });
  await lines.first().click();
  await page.getByRole("button", { name: "Mute Ada" }).click();
  await lines.first().waitFor({ state: "detached" });
  await takePicture(page, "person-in-lobby");
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Report Ada" }).click();
  await page.getByRole("button", { name: "Send report" }).waitFor();
  await takePicture(page, "report-in-lobby");
  expect(await axeFaults(page)).toEqual([]);
  expect(errors).toEqual([]);
});
