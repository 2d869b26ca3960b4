import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { isAlive, knows, learnt, PRACTICE } from "./learnt.ts";
import { ask, MIDDLE, openPage } from "./page.ts";
import { useServerProcess } from "./use-server.ts";

const server = useServerProcess(...PRACTICE);

const BASICS = ["move", "fire", "dash", "special"];

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
