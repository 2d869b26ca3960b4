import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { bodyOf, drawFrames, enter } from "./enter.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

const field = (page: Page) => page.getByRole("textbox", { name: "Message to everybody" });

test("keys alone can aim and fire", async () => {
  const { page, errors } = await enter(server.http, "Keys");
  for (const [key, aim] of [
    ["KeyK", Math.PI / 2],
    ["KeyJ", Math.PI],
  ] as const) {
    await page.keyboard.down(key);
    await until(`the aim follows ${key}`, async () => Math.abs((await bodyOf(page)).aim - aim) < 0.1);
    await page.keyboard.up(key);
  }
  const { ammo } = await bodyOf(page);
  await page.keyboard.press("Semicolon");
  await until("it has fired", async () => (await bodyOf(page)).ammo < ammo);
  expect(errors).toEqual([]);
});

test("a fighter stops when the system's key takes the keyboard away", async () => {
  const { page } = await enter(server.http, "Runner");
  const before = await bodyOf(page);
  const key = before.x > 10 ? "KeyA" : "KeyD";
  await page.keyboard.down(key);
  await until("it runs", async () => Math.abs((await bodyOf(page)).x - before.x) > 0.3);
  // A Mac does not report that the other key comes up.
  await page.keyboard.down("Meta");
  let x = Number.NaN;
  await until("it stands", async () => {
    const last = x;
    await drawFrames(page);
    ({ x } = await bodyOf(page));
    return x === last;
  });
  await page.keyboard.up("Meta");
  await page.keyboard.up(key);
});

test("what is typed right after Enter is in the line, and an input method's Escape and Enter leave it there", async () => {
  const { page } = await enter(server.http, "Quick");
  // In one task, so that no frame comes between them.
  await page.evaluate(() => {
    for (const key of ["Enter", "h", "i"]) {
      const code = key === "Enter" ? "NumpadEnter" : `Key${key.toUpperCase()}`;
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }));
    }
  });
  await field(page).and(page.locator(":focus")).waitFor();
  expect(await field(page).inputValue()).toBe("hi");
  await field(page).evaluate((element) => {
    for (const code of ["Escape", "Enter"])
      element.dispatchEvent(new KeyboardEvent("keydown", { code, key: code, isComposing: true, bubbles: true }));
  });
  await drawFrames(page);
  expect(await field(page).inputValue()).toBe("hi");
  await page.keyboard.press("NumpadEnter");
  await page.getByRole("log").getByText("hi").waitFor();
});
