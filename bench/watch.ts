import type { ReplayProbe } from "@fray/game-client/internal/replay/replay-probe";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";

import { recordReplay, REPLAY_ID, storeReplay } from "../tests/browser/recorded-replay.ts";
import { launchChromium } from "../tests/support/chromium.ts";
import { startServer } from "../tests/support/server.ts";
import { buildTestPage, TEST_PAGE } from "../tests/support/test-page.ts";

const TRIALS = 5;
const VIEWPORT = { width: 960, height: 540 };
const ROUND_S = 300;
const BOTS = 8;
/** The moment to which the link leads, in the last third of the round. */
const SECOND = 217;
const LINE = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 };
/** The picture moves once it has gone on for so many ticks. */
const MOVED_TICKS = 1;
const PATIENCE_MS = 60_000;
/** Begins the line of the page's console that says when the picture moved. */
const MOVED = "the picture moves";

export interface WatchRow {
  readonly cache: string;
  /** Milliseconds from following the link to a picture that moves: the median, and the slowest of all trials. */
  readonly "median ms": number;
  readonly "slowest ms": number;
  /** Processor time of the page's process until then, which hardly depends on what else the machine does: the median. */
  readonly "processor ms": number;
  /** Compressed bytes that were received until then. */
  readonly "kB loaded": number;
  readonly "limit ms": number;
}

interface Seen {
  readonly ms: number;
  readonly bytes: number;
  readonly processorMs: number;
}

/** Measures how long somebody who follows a link to a moment of a replay waits for it, over 10 Mbit/s and 40 ms. */
export async function measureWatch(): Promise<WatchRow[]> {
  await buildTestPage({ isCompressed: true });
  const folder = mkdtempSync(join(tmpdir(), "fray-watch-"));
  storeReplay(folder, recordReplay(ROUND_S, BOTS));
  const server = await startServer({ args: ["--data-dir", folder, "--bots", "0", "--page-dir", TEST_PAGE] });
  const browser = await launchChromium();
  const rows: WatchRow[] = [];
  for (const [cache, limit] of [
    ["warm", 1500],
    ["cold", 2500],
  ] as const) {
    const trials: Seen[] = [];
    for (let trial = 0; trial < TRIALS; trial++) trials.push(await visit(browser, server.http, cache === "warm"));
    const times = trials.map(({ ms }) => ms).toSorted((a, b) => a - b);
    const processor = trials.map(({ processorMs }) => processorMs).toSorted((a, b) => a - b);
    rows.push({
      cache,
      "median ms": Math.round(times[Math.floor(TRIALS / 2)] ?? Number.NaN),
      "slowest ms": Math.round(times.at(-1) ?? Number.NaN),
      "processor ms": Math.round(processor[Math.floor(TRIALS / 2)] ?? Number.NaN),
      "kB loaded": Math.round((trials[0]?.bytes ?? 0) / 1000),
      "limit ms": limit,
    });
  }
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
  return rows;
}

async function visit(browser: Browser, url: string, isWarm: boolean): Promise<Seen> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  // A visit before this one fills the browser's cache, with the replay too.
  if (isWarm) await watch(context, url, false);
  const seen = await watch(context, url, true);
  await context.close();
  return seen;
}

async function watch(context: BrowserContext, url: string, isSlow: boolean): Promise<Seen> {
  const page = await context.newPage();
  // Workers have their own line: what they fetch is not slowed down.
  const client = await context.newCDPSession(page);
  if (isSlow) await client.send("Network.emulateNetworkConditions", LINE);
  await client.send("Performance.enable");
  await page.addInitScript(`(${lookAtReplay.toString()})(${MOVED_TICKS}, ${JSON.stringify(MOVED)})`);
  // To ask the page again and again would count as gestures of its visitor, and wake its sound.
  const moved = page.waitForEvent("console", {
    predicate: (message) => message.text().startsWith(MOVED),
    timeout: PATIENCE_MS,
  });
  await page.goto(`${url}/watch/${REPLAY_ID}?t=${SECOND}`, { waitUntil: "commit" });
  const [ms = Number.NaN, bytes = Number.NaN] = (await moved).text().slice(MOVED.length).split(",").map(Number);
  const { metrics } = await client.send("Performance.getMetrics");
  const processor = metrics.find(({ name }) => name === "ProcessTime")?.value ?? Number.NaN;
  await page.close();
  return { ms, bytes, processorMs: processor * 1000 };
}

/** Runs in the page before its own scripts, and checks each frame. Times begin with the visit. */
function lookAtReplay(movedTicks: number, moved: string): void {
  let first: number | undefined;
  const look = (now: number): void => {
    const probe = (window as { __frayReplay?: ReplayProbe }).__frayReplay;
    if (probe?.frame && probe.frame.others.length > 0) {
      first ??= probe.position;
      if (probe.position >= first + movedTicks) {
        const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
        console.info(`${moved}${now},${files.reduce((sum, { transferSize }) => sum + transferSize, 0)}`);
        return;
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
