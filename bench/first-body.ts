import type { BrowserContext } from "playwright-core";

import { bodyOf } from "../tests/browser/enter.ts";
import { launchChromium } from "../tests/support/chromium.ts";
import { startServer } from "../tests/support/server.ts";

const TRIALS = 9;

export interface FirstBodyRow {
  readonly visit: string;
  /** Milliseconds from the page's first byte until ..., the median of all trials. */
  readonly "menu painted": number;
  readonly "own body": number;
  /** Of the second to the first. The menu needs no game, no connection and no arena: it is the floor. */
  readonly ratio: string;
}

interface Moments {
  readonly menu: number;
  readonly body: number;
}

/** Runs in the page: presses Play as soon as it is there, and notes when the own body is first drawn. */
const PLAY_AT_ONCE = `
  addEventListener("DOMContentLoaded", () => {
    const step = () => {
      const play = [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "Play");
      if (play && !play.disabled && !window.pressed) { window.pressed = true; play.click(); }
      if (window.__fray?.frame?.self?.alive) window.firstBody = performance.now();
      else requestAnimationFrame(step);
    };
    step();
  });
`;

/** In the page, which knows both to a fraction of a millisecond. */
const MOMENTS = `(() => {
  const [{ responseStart }] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return { menu: paint.startTime - responseStart, body: window.firstBody - responseStart };
})()`;

/**
 * How long somebody waits for a body of their own who opens the page of a server on the same machine and plays at once:
 * one who never was there, and one whose browser still has its files.
 */
export async function measureFirstBody(): Promise<FirstBodyRow[]> {
  const server = await startServer();
  const browser = await launchChromium();
  const first: Moments[] = [];
  const again: Moments[] = [];
  for (let trial = 0; trial < TRIALS; trial++) {
    const context = await browser.newContext({ viewport: { width: 960, height: 540 } });
    await context.addInitScript(PLAY_AT_ONCE);
    first.push(await visit(context, server.http));
    again.push(await visit(context, server.http));
    await context.close();
  }
  await browser.close();
  await server.stop();
  return [row("first", first), row("again", again)];
}

async function visit(context: BrowserContext, url: string): Promise<Moments> {
  const page = await context.newPage();
  await page.goto(url);
  await bodyOf(page);
  await page.waitForFunction("window.firstBody");
  const moments = await page.evaluate<Moments>(MOMENTS);
  await page.close();
  return moments;
}

function row(name: string, moments: readonly Moments[]): FirstBodyRow {
  const median = (of: (moment: Moments) => number) =>
    moments.map(of).toSorted((a, b) => a - b)[Math.floor(moments.length / 2)] ?? Number.NaN;
  const menu = median((moment) => moment.menu);
  const body = median((moment) => moment.body);
  return {
    visit: name,
    "menu painted": Math.round(menu),
    "own body": Math.round(body),
    ratio: (body / menu).toFixed(1),
  };
}
