import type { Browser } from "playwright-core";

import { launchChromium } from "../tests/support/chromium.ts";
import { startServer } from "../tests/support/server.ts";
import { buildTestPage, TEST_PAGE } from "../tests/support/test-page.ts";
import { traceTasks } from "./trace-tasks.ts";

const TRIALS = 3;
const VIEWPORT = { width: 960, height: 540 };
/** Time after the first frame in which late work would show, in ms. */
const AFTERWARDS_MS = 1000;

export interface EnteringRow {
  readonly map: string;
  /** Processor time of the longest task of the page's own code from Play on, in ms, as the median of all trials. */
  readonly "longest task, ms": number;
  /** The same for the worst trial. */
  readonly "worst trial, ms": number;
  /** Processor time of all such tasks together, in ms. */
  readonly "all tasks, ms": number;
}

/** Measures the tasks with which a page enters each of the maps that the game comes with. */
export async function measureEntering(): Promise<EnteringRow[]> {
  await buildTestPage();
  const browser = await launchChromium();
  const rows: EnteringRow[] = [];
  for (const map of ["duel", "kiln", "foundry", "quarry"]) {
    const server = await startServer({ args: ["--map", map, "--bots", "3", "--page-dir", TEST_PAGE] });
    const trials: number[][] = [];
    for (let trial = 0; trial < TRIALS; trial++) trials.push(await enterOnce(browser, server.http));
    await server.stop();
    const longest = trials.map((tasks) => Math.max(...tasks)).toSorted((a, b) => a - b);
    const sums = trials.map((tasks) => tasks.reduce((sum, ms) => sum + ms, 0)).toSorted((a, b) => a - b);
    rows.push({
      map,
      "longest task, ms": Math.round(longest[Math.floor(TRIALS / 2)] ?? Number.NaN),
      "worst trial, ms": Math.round(longest.at(-1) ?? Number.NaN),
      "all tasks, ms": Math.round(sums[Math.floor(TRIALS / 2)] ?? Number.NaN),
    });
  }
  await browser.close();
  return rows;
}

/** Returns the processor time of each task of a page that has loaded, from Play on, in ms. */
async function enterOnce(browser: Browser, url: string): Promise<number[]> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "networkidle" });
  const tasks = await traceTasks(browser, page, async () => {
    await page.evaluate(() => document.querySelector("form")?.requestSubmit());
    await page.waitForFunction(() => window.__fray?.frame?.self?.alive);
    await page.waitForTimeout(AFTERWARDS_MS);
  });
  await context.close();
  return tasks;
}
