import type { ReplayProbe } from "@fray/game-client/internal/replay/replay-probe";
import { createRandom } from "@fray/netcode/core";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";

import { recordReplay, REPLAY_ID, storeReplay } from "../tests/browser/recorded-replay.ts";
import { launchChromium } from "../tests/support/chromium.ts";
import { startServer } from "../tests/support/server.ts";
import { buildTestPage, TEST_PAGE } from "../tests/support/test-page.ts";

const VIEWPORT = { width: 960, height: 540 };
const ROUND_S = 300;
const SEEKS = 40;
/** Right after a page has opened, it seeks so often. So many pages are opened. */
const SEEKS_AT_ONCE = 5;
const PAGES = 6;
const REST_MS = 500;
const SCENES = [
  { players: 8, map: "duel" },
  { players: 32, map: "foundry" },
] as const;

export interface SeekRow {
  readonly players: number;
  /** Right after the first picture, while the worker looks through the replay, or later. */
  readonly when: "opening" | "later";
  /** Milliseconds from the question to the worker until its answer is in the page, of all seeks. */
  readonly "worker, median ms": number;
  readonly "worker, slowest ms": number;
  /** Milliseconds from a press on the timeline to the picture of that moment. */
  readonly "picture, median ms": number;
  readonly "picture, slowest ms": number;
  /** The longest time between two frames while nothing was sought: what the machine itself adds to a picture. */
  readonly "frames, slowest ms": number;
  readonly "limit ms": number;
}

/** A seek: until the worker has answered, until the moment is drawn, and the longest frame since the last one, in ms. */
interface Sought {
  readonly workerMs: number;
  readonly pictureMs: number;
  readonly frameMs: number;
}

declare global {
  interface Window {
    seekTo(second: number): Promise<Sought>;
  }
}

/** Measures seeks in the viewer of replays as its visitors see them: from the timeline to the drawn moment. */
export async function measureSeeks(): Promise<SeekRow[]> {
  await buildTestPage();
  const browser = await launchChromium();
  const rows: SeekRow[] = [];
  for (const { players, map } of SCENES) {
    const folder = mkdtempSync(join(tmpdir(), "fray-seeks-"));
    storeReplay(folder, recordReplay(ROUND_S, players, map));
    const server = await startServer({ args: ["--data-dir", folder, "--page-dir", TEST_PAGE] });
    const url = `${server.http}/watch/${REPLAY_ID}`;
    const random = createRandom(7);
    const opening: Sought[] = [];
    for (let count = 0; count < PAGES; count++)
      opening.push(...(await seekAround(browser, url, random, SEEKS_AT_ONCE)));
    const later = await seekAround(browser, url, random, SEEKS, REST_MS);
    rows.push(rowOf(players, "opening", opening), rowOf(players, "later", later));
    await server.stop();
    rmSync(folder, { recursive: true });
  }
  await browser.close();
  return rows;
}

function rowOf(players: number, when: SeekRow["when"], seeks: readonly Sought[]): SeekRow {
  const [worker, picture, frames] = (["workerMs", "pictureMs", "frameMs"] as const).map((part) =>
    seeks.map(({ [part]: ms }) => Math.round(ms)).toSorted((a, b) => a - b),
  );
  return {
    players,
    when,
    "worker, median ms": middleOf(worker),
    "worker, slowest ms": worker?.at(-1) ?? Number.NaN,
    "picture, median ms": middleOf(picture),
    "picture, slowest ms": picture?.at(-1) ?? Number.NaN,
    "frames, slowest ms": frames?.at(-1) ?? Number.NaN,
    "limit ms": 100,
  };
}

const middleOf = (sorted: readonly number[] = []): number => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;

/** Seeks all over the replay. With a rest, it plays on for up to that time in between, as it does for a visitor. */
async function seekAround(browser: Browser, url: string, random: () => number, count: number, restMs = 0) {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(`(${timeSeeks.toString()})()`);
  await page.goto(url);
  await page.waitForFunction(() => (window as { __frayReplay?: ReplayProbe }).__frayReplay?.frame?.others.length);
  // Its first picture is on the screen then. In software its shaders take a browser a third of a second.
  await page.screenshot();
  const seeks: Sought[] = [];
  while (seeks.length < count) {
    await page.waitForTimeout(random() * restMs);
    seeks.push(await seekOnce(page, Math.floor(random() * ROUND_S)));
  }
  await page.close();
  return seeks;
}

const seekOnce = (page: Page, second: number): Promise<Sought> =>
  page.evaluate((wanted) => window.seekTo(wanted), second);

/** Runs in the page before its own scripts. */
function timeSeeks(): void {
  let askedAt = 0;
  let workerMs = 0;
  let frameMs = 0;
  let isSeeking = false;
  let drawnAt: number | undefined;
  const measureFrame = (now: number): void => {
    if (drawnAt !== undefined && !isSeeking) frameMs = Math.max(frameMs, now - drawnAt);
    drawnAt = now;
    requestAnimationFrame(measureFrame);
  };
  // The page's own worker is the only one.
  const { Worker: PageWorker } = window;
  window.Worker = class extends PageWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener("message", ({ data }: MessageEvent<{ readonly type?: string }>) => {
        if (data.type !== "ticks" || askedAt === 0) return;
        workerMs = performance.now() - askedAt;
        askedAt = 0;
      });
    }

    override postMessage(message: { readonly type?: string }): void {
      if (message.type === "seek") askedAt = performance.now();
      super.postMessage(message, []);
    }
  };
  // The first frames of a page are its start.
  setTimeout(() => requestAnimationFrame(measureFrame), 3000);
  window.seekTo = (second) =>
    new Promise((resolve) => {
      const timeline = document.querySelector<HTMLInputElement>(".timeline input");
      if (!timeline) throw new Error("there is no timeline");
      const begun = performance.now();
      workerMs = 0;
      isSeeking = true;
      timeline.value = String(second);
      timeline.dispatchEvent(new Event("input", { bubbles: true }));
      const look = (): void => {
        if ((window as { __frayReplay?: ReplayProbe }).__frayReplay?.seeking === false) {
          resolve({ workerMs, pictureMs: performance.now() - begun, frameMs });
          frameMs = 0;
          // The first frames of another moment belong to the seek.
          setTimeout(() => (isSeeking = false), 50);
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
}
