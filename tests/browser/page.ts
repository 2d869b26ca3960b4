import type { Settings } from "@fray/game-client/internal/settings/settings";
import type { TestProbe } from "@fray/game-client/internal/test-probe";
import type { BrowserContextOptions, Page } from "playwright-core";

import { openContext } from "./contexts.ts";
import { takePicture, TAKES_PICTURES } from "./pictures.ts";

/** Small, because every pixel is drawn in software. People who look at the pictures see the whole view. */
export const VIEWPORT = TAKES_PICTURES ? { width: 960, height: 540 } : { width: 640, height: 360 };
/** Device pixels for each pixel of the page. No test reads text from a picture. */
export const PIXEL_RATIO = TAKES_PICTURES ? 1 : 0.5;
/** The middle of that page, where the camera looks. */
export const MIDDLE = { x: VIEWPORT.width / 2, y: VIEWPORT.height / 2 };

export interface GamePage {
  readonly page: Page;
  /** The errors in the page so far. */
  readonly errors: readonly string[];
  readonly screenshot: (name: string) => Promise<void>;
}

export interface PageOptions {
  readonly viewport?: typeof VIEWPORT;
  /** The emulated device, for example a phone. */
  readonly device?: BrowserContextOptions;
  /** A script that runs in the page before its own. */
  readonly before?: string;
  /** The settings that the visitor has chosen earlier. */
  readonly settings?: Partial<Settings>;
}

/** Opens the page in a new browser context, like a new visitor. It is closed when the test ends. */
export async function openPage(
  url: string,
  { viewport = VIEWPORT, device = {}, before = "", settings = {} }: PageOptions = {},
): Promise<GamePage> {
  const context = await openContext({ deviceScaleFactor: PIXEL_RATIO, ...device, viewport });
  await context.addInitScript(`${chosen({ quality: TAKES_PICTURES ? "auto" : "low", ...settings })};${before}`);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors, screenshot: (name) => takePicture(page, name) };
}

/** A script that stores settings, unless the page has stored some. A page without an address has no storage. */
const chosen = (settings: Partial<Settings>): string =>
  `if (location.protocol !== "about:") localStorage["fray.settings"] ??= ${JSON.stringify(JSON.stringify(settings))}`;

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
