import type { Page } from "playwright-core";
import { expect } from "vitest";

import { until } from "../support/until.ts";
import { bodyOf } from "./enter.ts";
import { ask, openPage } from "./page.ts";

/** Chromium's own note about a page that is not a secure context. */
const IS_NOTE = /^The Cross-Origin-Opener-Policy header has been ignored/;

interface FightOptions {
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** Runs in the page before its own scripts. */
  readonly before?: string;
}

/** Opens the page and plays in it: the body walks and shoots. Fails on any error in the page. */
export async function fight(url: string, { prepare, before = "" }: FightOptions = {}): Promise<Page> {
  const { page, errors } = await openPage("about:blank", { before, sound: true });
  await prepare?.(page);
  await page.goto(url);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const start = await bodyOf(page);
  await page.mouse.move(200, 100);
  await page.mouse.down();
  await page.keyboard.down(start.x > 10 ? "KeyA" : "KeyD");
  await until("it walks and shoots", () =>
    ask(page, ({ frame, stats }) => (stats().shots.predicted > 0 ? frame?.self?.x : undefined)).then(
      (x) => x !== undefined && Math.abs(x - start.x) > 0.5,
    ),
  );
  await page.mouse.up();
  expect(errors.filter((error) => !IS_NOTE.test(error))).toEqual([]);
  return page;
}

/** Opens all dialogs over the arena and in the menu. */
export async function openEverything(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await page.getByLabel("Message to everybody").fill("hello");
  await page.keyboard.press("Enter");
  await page.getByText("hello").first().waitFor();
  await page.keyboard.down("Tab");
  await page.getByText("Deaths").filter({ visible: true }).first().waitFor();
  await page.keyboard.up("Tab");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: /Link copied|Copy it from here/ }).waitFor();
  await page.getByRole("button", { name: "Settings" }).click();
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByLabel("Mute").check();
  await settings.getByLabel("Reduced").check();
  await page.keyboard.press("Escape");
  await settings.waitFor({ state: "hidden" });
}
