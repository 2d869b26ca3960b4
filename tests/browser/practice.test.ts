import { PAD } from "@fray/game-client/internal/controls/pads";
import { devices, type Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { Fingers } from "./fingers.ts";
import { holdPad, moveFocusTo, PAD_SCRIPT, tapPad, tiltPad } from "./pad.ts";
import { ask, MIDDLE, openPage, PIXEL_RATIO } from "./page.ts";
import { useServerProcess } from "./use-server.ts";

const PHONE = { ...devices["Pixel 7"], deviceScaleFactor: PIXEL_RATIO };
const UPRIGHT = { width: 412, height: 839 };

const server = useServerProcess("--map", "duel", "--warmup-seconds", "0", "--bots", "4");

const isAlive = (page: Page) => ask(page, ({ frame }) => frame?.self?.alive);
/** What the player has done once, as the page remembers it. */
const learnt = (page: Page) => page.evaluate(() => JSON.parse(localStorage["fray.hints"] ?? "[]") as string[]);
const BASICS = ["move", "fire", "dash", "special"];
const knows = (what: string, page: Page) => until(what, async () => (await learnt(page)).includes(what));

test("with the keyboard: training is one click, tells the goal and each key, and knows what was done", async () => {
  const { page, errors, screenshot } = await openPage(server.http);
  await page.getByRole("button", { name: "Training" }).click();
  await until("the body is there", () => isAlive(page));
  await until("the goal is told", async () =>
    (await page.locator(".announcement").innerText()).startsWith("Kill anybody"),
  );
  const training = page.getByRole("region", { name: "Training" });
  await training.getByText("Move").waitFor();
  expect(await training.locator("kbd").innerText()).toBe("WASD");
  expect(await page.getByRole("dialog").count(), "nobody is to be invited").toBe(0);
  await screenshot("training-keyboard");
  const key = ((await ask(page, ({ frame }) => frame?.self?.x)) ?? 0) < 10 ? "KeyD" : "KeyA";
  await page.keyboard.down(key);
  await knows("move", page);
  await page.keyboard.up(key);
  await page.mouse.move(MIDDLE.x + 80, MIDDLE.y);
  await page.mouse.down();
  await knows("fire", page);
  await page.mouse.up();
  await page.keyboard.down("KeyE");
  await knows("special", page);
  await page.keyboard.up("KeyE");
  await page.keyboard.down(key);
  await until("it has dashed", async () => {
    await page.keyboard.press("Space", { delay: 120 });
    return (await learnt(page)).includes("dash");
  });
  await page.keyboard.up(key);
  expect(await learnt(page)).toEqual(expect.arrayContaining(BASICS));
  expect(errors).toEqual([]);

  await page.reload();
  await until("the body is back", () => isAlive(page));
  const hints = page.locator(".controls-hint");
  await until("other hints are left", async () => (await hints.locator("p").count()) < 3);
  for (const word of ["move", "aim and fire", "dash"])
    expect(await hints.getByText(word, { exact: true }).count()).toBe(0);
});

test("with a gamepad: the training is found, and its steps name and know the pad's buttons", async () => {
  const { page, errors } = await openPage(server.http, { before: PAD_SCRIPT });
  await moveFocusTo(page, page.getByRole("button", { name: "Training" }));
  await tapPad(page, PAD.a);
  await until("the body is there", () => isAlive(page));
  const training = page.getByRole("region", { name: "Training" });
  await until("the stick is named", async () => (await training.locator("kbd").allInnerTexts()).includes("Left stick"));
  const towards = ((await ask(page, ({ frame }) => frame?.self?.x)) ?? 0) < 10 ? 1 : -1;
  await tiltPad(page, [towards, 0], [0, -1]);
  await knows("move", page);
  await holdPad(page, [PAD.rightTrigger]);
  await knows("fire", page);
  await holdPad(page, [PAD.a]);
  await knows("dash", page);
  await holdPad(page, []);
  expect(errors).toEqual([]);
});

test("with touch: the training names thumbs, and knows what they did", async () => {
  const { page, errors, screenshot } = await openPage(server.http, { viewport: UPRIGHT, device: PHONE });
  await page.getByRole("button", { name: "Training" }).tap();
  await until("the body is there", () => isAlive(page));
  const training = page.getByRole("region", { name: "Training" });
  await until("the thumb is named", async () => (await training.locator("kbd").allInnerTexts()).includes("Left thumb"));
  // The own body is in the middle of an upright phone, and panels fade over bodies.
  await until("the training can be read", () => training.evaluate((panel) => getComputedStyle(panel).opacity === "1"));
  await screenshot("training-touch");
  const fingers = await Fingers.on(page);
  const towards = ((await ask(page, ({ frame }) => frame?.self?.x)) ?? 0) < 10 ? 1 : -1;
  await fingers.press(1, { x: 88, y: UPRIGHT.height - 88 });
  await fingers.drag(1, { x: 88 + towards * 50, y: UPRIGHT.height - 88 });
  await knows("move", page);
  await fingers.press(2, { x: UPRIGHT.width - 88, y: UPRIGHT.height - 88 });
  await fingers.drag(2, { x: UPRIGHT.width - 38, y: UPRIGHT.height - 88 });
  await knows("fire", page);
  expect(errors).toEqual([]);
});

test("practice against bots of a chosen number and skill is one click into a private room, and is remembered", async () => {
  const { page, errors, screenshot } = await openPage(server.http);
  await page.getByLabel("Number of bots").selectOption("2");
  await page.getByLabel("Skill of the bots").selectOption("regular");
  await screenshot("menu-practice");
  await page.reload();
  expect(await page.getByLabel("Number of bots").inputValue()).toBe("2");
  await page.getByRole("button", { name: "Practice", exact: true }).click();
  await until("the body is there", () => isAlive(page));
  const bots = () => ask(page, ({ standings }) => standings().filter(({ bot }) => bot).length);
  await until("the bots are there", async () => (await bots()) === 2);
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Manage room" }).waitFor();
  expect(errors).toEqual([]);
});
