import type { Settings } from "@fray/game-client/internal/settings/settings";
import type { TestProbe } from "@fray/game-client/internal/test-probe";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";

import { openContext } from "./contexts.ts";
import { limitFrameRate } from "./frame-rate.ts";
import { takePicture, TAKES_PICTURES } from "./pictures.ts";

/** Small, because every pixel is drawn in software. People who look at the pictures see the whole view. */
export const VIEWPORT = TAKES_PICTURES ? { width: 960, height: 540 } : { width: 640, height: 360 };
/** Device pixels for each pixel of the page. No test reads text from a picture. */
export const PIXEL_RATIO = TAKES_PICTURES ? 1 : 0.5;
/** What the page can do must not depend on how often it draws. */
const FRAMES_PER_SECOND = 20;
/** For a page that mostly waits for other players. */
export const SELDOM = 10;
/** Makes a browser that has no sound: to make all its sounds takes a page a third of the time in which it starts. */
const WITHOUT_SOUND = "delete window.AudioContext; delete window.OfflineAudioContext";
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
  /** Whether the page can make sounds. */
  readonly sound?: boolean;
  /** The most frames that the page draws in a second. */
  readonly framesPerSecond?: number;
}

/** Opens the page in a new browser context, like a new visitor. It is closed when the test ends. */
export async function openPage(url: string, options: PageOptions = {}): Promise<GamePage> {
  const page = await (await openVisitor(options)).newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors, screenshot: (name) => takePicture(page, name) };
}

/** Opens a browser context for a new visitor, without a page. It is closed when the test ends. */
export async function openVisitor({
  viewport = VIEWPORT,
  device = {},
  before = "",
  settings = {},
  sound = false,
  framesPerSecond = FRAMES_PER_SECOND,
}: PageOptions = {}): Promise<BrowserContext> {
  const context = await openContext({ deviceScaleFactor: PIXEL_RATIO, ...device, viewport });
  const scripts = [
    limitFrameRate(framesPerSecond),
    sound ? "" : WITHOUT_SOUND,
    chosen({ quality: TAKES_PICTURES ? "auto" : "low", ...settings }),
    before,
  ];
  await context.addInitScript(scripts.join(";"));
  return context;
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
