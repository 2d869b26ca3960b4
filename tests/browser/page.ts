import type { TestProbe } from "@fray/game-client/test-probe";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** Git ignores this folder. After a change of the page, look at the pictures here. */
const SCREENSHOTS = fileURLToPath(new URL("../../screenshots/", import.meta.url));

/** Small enough for software rendering to keep up, wide enough to show the whole view. */
export const VIEWPORT = { width: 960, height: 540 };

export interface GamePage {
  readonly page: Page;
  /** The errors in the page so far. */
  readonly errors: readonly string[];
  readonly screenshot: (name: string) => Promise<void>;
}

export interface PageOptions {
  /** The emulated device, for example a phone. */
  readonly device?: BrowserContextOptions;
  /** A script that runs in the page before its own. */
  readonly before?: string;
}

/** Opens the page in a new browser context, like a new visitor. */
export async function openPage(
  browser: Browser,
  url: string,
  viewport = VIEWPORT,
  { device = {}, before = "" }: PageOptions = {},
): Promise<GamePage> {
  const context = await browser.newContext({ ...device, viewport });
  await context.addInitScript(before);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(url);
  mkdirSync(SCREENSHOTS, { recursive: true });
  return {
    page,
    errors,
    screenshot: async (name) => {
      await page.screenshot({ path: `${SCREENSHOTS}${name}.png` });
    },
  };
}

/**
 * Reads what a page has copied. The pages of the game may not read the clipboard, so another page of the same server does.
 * It needs the permission `clipboard-read`.
 */
export async function copiedText(page: Page): Promise<string> {
  const reader = await page.context().newPage();
  await reader.goto(new URL("/health", page.url()).href);
  const text = await reader.evaluate(() => navigator.clipboard.readText());
  await reader.close();
  return text;
}

/**
 * Queries the game in the page; undefined while no game is shown. `question` runs in the page, so it can't use
 * variables of the test.
 */
export function ask<T>(page: Page, question: (probe: TestProbe) => T): Promise<T | undefined> {
  return page.evaluate<T | undefined>(`window.__fray && (${question.toString()})(window.__fray)`);
}
