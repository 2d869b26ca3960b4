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
const SCENES = [
  { players: 8, map: "duel" },
  { players: 32, map: "foundry" },
] as const;

export interface SeekRow {
  readonly players: number;
  /** Milliseconds from the question to the worker until its answer is in the page, of all seeks. */
  readonly "worker, median ms": number;
  readonly "worker, slowest ms": number;
  /** Milliseconds from a press on the timeline to the picture of that moment. */
  readonly "picture, median ms": number;
  readonly "picture, slowest ms": number;
  readonly "limit ms": number;
}

/** A seek: until the worker has answered, and until the moment is drawn, in ms. */
interface Sought {
  readonly workerMs: number;
  readonly pictureMs: number;
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
    const seeks = await seekAround(browser, `${server.http}/watch/${REPLAY_ID}`);
    await server.stop();
    rmSync(folder, { recursive: true });
    const worker = seeks.map(({ workerMs }) => workerMs).toSorted((a, b) => a - b);
    const picture = seeks.map(({ pictureMs }) => pictureMs).toSorted((a, b) => a - b);
    rows.push({
      players,
      "worker, median ms": Math.round(worker[SEEKS / 2] ?? Number.NaN),
      "worker, slowest ms": Math.round(worker.at(-1) ?? Number.NaN),
      "picture, median ms": Math.round(picture[SEEKS / 2] ?? Number.NaN),
      "picture, slowest ms": Math.round(picture.at(-1) ?? Number.NaN),
      "limit ms": 100,
    });
  }
  await browser.close();
  return rows;
}

async function seekAround(browser: Browser, url: string): Promise<Sought[]> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(`(${timeSeeks.toString()})()`);
  await page.goto(url);
  await page.waitForFunction(() => (window as { __frayReplay?: ReplayProbe }).__frayReplay?.frame?.others.length);
  const random = createRandom(7);
  const seeks: Sought[] = [];
  while (seeks.length < SEEKS) {
    seeks.push(await seekOnce(page, Math.floor(random() * ROUND_S)));
    // Playing goes on in between, as it does for a visitor.
    await page.waitForTimeout(random() * 500);
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
  window.seekTo = (second) =>
    new Promise((resolve) => {
      const timeline = document.querySelector<HTMLInputElement>(".timeline input");
      if (!timeline) throw new Error("there is no timeline");
      const begun = performance.now();
      workerMs = 0;
      timeline.value = String(second);
      timeline.dispatchEvent(new Event("input", { bubbles: true }));
      const look = (): void => {
        if ((window as { __frayReplay?: ReplayProbe }).__frayReplay?.seeking === false) {
          resolve({ workerMs, pictureMs: performance.now() - begun });
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
}
