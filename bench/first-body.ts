import type { TestProbe } from "@fray/game-client/internal/test-probe";
import type { Browser, BrowserContext } from "playwright-core";

import { launchChromium } from "../tests/support/chromium.ts";
import { startServer } from "../tests/support/server.ts";
import { buildTestPage, TEST_PAGE } from "../tests/support/test-page.ts";
import { until } from "../tests/support/until.ts";

const TRIALS = 9;
const VIEWPORT = { width: 960, height: 540 };

/** Ways to load the page. Chromium throttles HTTP only: WebSockets keep their full speed. */
const VISITS = [
  { visit: "first", warm: false, slow: false },
  { visit: "again", warm: true, slow: false },
  { visit: "first, over 10 Mbit/s and 40 ms", warm: false, slow: true },
] as const;
const SLOW_LINE = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 };

export interface FirstBodyRow {
  readonly visit: string;
  /** Milliseconds from the page's first byte to each event, as the median of all trials. */
  readonly "menu painted": number;
  readonly "own body": number;
  readonly "it answers a key": number;
  /** Compressed bytes that the page received until its own body reacted to a key. */
  readonly "kB loaded": number;
}

interface Times {
  readonly menu: number;
  readonly body: number;
  readonly moves: number;
  readonly bytes: number;
}

/**
 * Measures how long a newcomer who presses Play at once waits: from the page's first byte to a body that reacts to a
 * key.
 */
export async function measureFirstBody(): Promise<FirstBodyRow[]> {
  await buildTestPage();
  const server = await startServer({ args: ["--bots", "5", "--page-dir", TEST_PAGE] });
  const browser = await launchChromium();
  const rows: FirstBodyRow[] = [];
  for (const { visit, ...way } of VISITS) {
    const trials: Times[] = [];
    for (let trial = 0; trial < TRIALS; trial++) trials.push(await visitOnce(browser, server.http, way));
    const median = (of: (times: Times) => number) =>
      Math.round(trials.map(of).toSorted((a, b) => a - b)[Math.floor(TRIALS / 2)] ?? Number.NaN);
    rows.push({
      visit,
      "menu painted": median(({ menu }) => menu),
      "own body": median(({ body }) => body),
      "it answers a key": median(({ moves }) => moves),
      "kB loaded": median(({ bytes }) => bytes / 1000),
    });
  }
  await browser.close();
  await server.stop();
  return rows;
}

async function visitOnce(
  browser: Browser,
  url: string,
  { warm, slow }: { warm: boolean; slow: boolean },
): Promise<Times> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  // A visit before this one fills the browser's cache.
  if (warm) await play(context, url, false);
  const times = await play(context, url, slow);
  await context.close();
  return times;
}

async function play(context: BrowserContext, url: string, slow: boolean): Promise<Times> {
  const page = await context.newPage();
  if (slow) await (await context.newCDPSession(page)).send("Network.emulateNetworkConditions", SLOW_LINE);
  await page.addInitScript(hurry);
  await page.goto(url);
  const times = await until("the body moves", () => page.evaluate(() => window.firstBody), 60_000);
  await page.close();
  return times;
}

declare global {
  interface Window {
    firstBody?: Times;
  }
}

/**
 * Runs in the page before its own scripts. Presses Play as soon as the button exists, then a key, and checks each
 * frame.
 */
function hurry(): void {
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const sinceFirstByte = (time: number): number => time - (visit?.responseStart ?? 0);
  let asked = false;
  let body: { readonly at: number; readonly x: number } | undefined;
  const look = (now: number): void => {
    const form = document.querySelector("form");
    if (form && !asked) {
      asked = true;
      form.requestSubmit();
    }
    const self = (window as { __fray?: TestProbe }).__fray?.frame?.self;
    if (self?.alive && !body) {
      body = { at: now, x: self.x };
      const code = self.x > 22 ? "KeyA" : "KeyD";
      dispatchEvent(new KeyboardEvent("keydown", { code, cancelable: true }));
    }
    if (body && self && Math.abs(self.x - body.x) > 0.02) {
      const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
      const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      window.firstBody = {
        menu: sinceFirstByte(painted),
        body: sinceFirstByte(body.at),
        moves: sinceFirstByte(now),
        bytes: files.reduce((sum, { transferSize }) => sum + transferSize, visit?.transferSize ?? 0),
      };
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
