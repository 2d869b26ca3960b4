import type { TestProbe } from "@fray/game-client/test-probe";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** Not kept by git; whoever changes what people see looks here. */
const SCREENSHOTS = fileURLToPath(new URL("../../screenshots/", import.meta.url));

/** Small enough for software rendering to keep up, wide enough to show the whole view. */
export const VIEWPORT = { width: 960, height: 540 };

export interface GamePage {
  readonly page: Page;
  /** What went wrong in the page so far. */
  readonly errors: readonly string[];
  readonly screenshot: (name: string) => Promise<void>;
}

export interface PageOptions {
  /** What it is opened on: a phone, say. */
  readonly device?: BrowserContextOptions;
  /** Script that runs in the page before its own. */
  readonly before?: string;
}

/** A page of its own, as a stranger opens it. */
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

/** Asks the game in the page; undefined while none is shown. `question` runs there, so it can use nothing from here. */
export function ask<T>(page: Page, question: (probe: TestProbe) => T): Promise<T | undefined> {
  return page.evaluate<T | undefined>(`window.__fray && (${question.toString()})(window.__fray)`);
}
