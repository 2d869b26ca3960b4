import { CHAT_LIMIT } from "@fray/shared-state/protocol/messages";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { bodyOf, drawFrames, enter } from "./enter.ts";
import { useServer } from "./use-server.ts";

const SCRIPT = `<script>window.hacked=1</script><img src=x onerror="window.hacked=2"><b>bold</b>`;

const server = useServer("--map", "duel");

const log = (page: Page) => page.getByRole("log");
const line = (page: Page) => page.getByRole("textbox", { name: "Message to everybody" });

async function say(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Enter");
  await line(page).fill(text);
  await page.keyboard.press("Enter");
  await line(page).waitFor({ state: "detached" });
}

test("chat messages appear as they were written: markup is text and runs nothing; a player who sends too many gets a notice, and others do not receive the surplus", async () => {
  const [ada, bob] = await Promise.all([enter(server.http, "Ada"), enter(server.http, "Bob")]);
  await say(ada.page, SCRIPT);
  for (const { page, errors } of [ada, bob]) {
    await log(page).getByText(SCRIPT).waitFor();
    expect(await log(page).getByText("Ada").count()).toBeGreaterThan(0);
    expect(await log(page).locator("script, img, b b").count()).toBe(0);
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    expect(errors).toEqual([]);
  }
  await bob.screenshot("chat-inert");

  const refusal = (page: Page) => log(page).locator(".refusal");
  for (let number = 0; number < 12 && (await refusal(ada.page).count()) === 0; number++) {
    await say(ada.page, `line ${number}`);
  }
  await refusal(ada.page).first().waitFor({ state: "attached" });
  await ada.screenshot("chat-refused");
  // The open chat also shows lines that have faded.
  await bob.page.keyboard.press("Enter");
  await log(bob.page).getByText("line 0").waitFor({ state: "attached" });
  await drawFrames(bob.page);
  expect(await refusal(bob.page).count()).toBe(0);
});

test("a player who types stands still and can't exceed the limit that is shown; Escape sends nothing", async () => {
  const { page, screenshot } = await enter(server.http, "Scribe");
  const before = await bodyOf(page);
  await page.keyboard.press("Enter");
  await line(page).and(page.locator(":focus")).waitFor();
  await page.keyboard.type("wasd wasd wasd r x m");
  await page.getByLabel(`${CHAT_LIMIT.graphemes - 20} characters left`).waitFor();
  await drawFrames(page);
  const after = await bodyOf(page);
  expect([after.x, after.y, after.reloading]).toEqual([before.x, before.y, false]);
  await page.keyboard.insertText("y".repeat(CHAT_LIMIT.graphemes));
  await page.getByLabel("0 characters left").waitFor();
  expect((await line(page).inputValue()).length).toBe(CHAT_LIMIT.graphemes);
  await screenshot("chat-full");
  await page.keyboard.press("Escape");
  await line(page).waitFor({ state: "detached" });
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(await log(page).getByText("yyyy").count()).toBe(0);

  const key = before.x > 10 ? "KeyA" : "KeyD";
  await page.keyboard.down(key);
  await until("it moves again", async () => Math.abs((await bodyOf(page)).x - before.x) > 0.5);
  await page.keyboard.up(key);
});
