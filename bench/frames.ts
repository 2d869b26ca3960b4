import type { Browser, Page } from "playwright-core";

import { launchChromium } from "../tests/support/chromium.ts";
import type { ArenaPage } from "./arena-page/arena-page.ts";
import { buildArenaPage, openArenaPage } from "./open-arena-page.ts";

/** The first is so small that software draws about 60 frames a second on it. The page's own work is that of a large one. */
const SCREENS = [
  { width: 480, height: 270 },
  { width: 960, height: 540 },
  { width: 1280, height: 720 },
] as const;

const SCENES = [
  { name: "empty arena", script: "empty", quality: "high" },
  { name: "60 bodies, 100 shots", script: "crowd", quality: "high" },
  { name: "the same in low quality", script: "crowd", quality: "low" },
  { name: "200 bodies, 100 shots", script: "everybody", quality: "high" },
] as const;

/** Time until shaders, sprites and code are warm. */
const WARM_UP_MS = 3000;

export interface FramesRow {
  readonly screen: string;
  readonly scene: string;
  /** Time from one frame to the next, in ms. */
  readonly "frame p50": string;
  readonly "frame p95": string;
  readonly "frame p99": string;
  /** The page's own work in a frame: advancing the synthetic game, and issuing the draw calls. */
  readonly "work p50": string;
  readonly "work p95": string;
  readonly "work p99": string;
  /** Ratio of the scene's median to that of the empty arena on the same screen. */
  readonly "frame to empty": string;
  readonly "work to empty": string;
}

/**
 * Measures frame times with 60 and 200 bodies and 100 shots in the air, with all effects, and with an empty arena in the same
 * browser. Each scene is measured for `seconds`.
 */
export async function measureFrames(seconds: number): Promise<FramesRow[]> {
  await buildArenaPage();
  const browser = await launchChromium();
  const rows: FramesRow[] = [];
  for (const screen of SCREENS) {
    let empty: Times | undefined;
    for (const scene of SCENES) {
      const [p50, p95, p99] = await watch(browser, scene, screen, seconds);
      empty ??= p50;
      rows.push({
        screen: `${screen.width} x ${screen.height}`,
        scene: scene.name,
        "frame p50": p50.frame.toFixed(1),
        "frame p95": p95.frame.toFixed(1),
        "frame p99": p99.frame.toFixed(1),
        "work p50": p50.work.toFixed(1),
        "work p95": p95.work.toFixed(1),
        "work p99": p99.work.toFixed(1),
        "frame to empty": (p50.frame / empty.frame).toFixed(1),
        "work to empty": (p50.work / empty.work).toFixed(1),
      });
    }
  }
  await browser.close();
  return rows;
}

type Times = ReturnType<ArenaPage["times"]>;

async function watch(
  browser: Browser,
  { script, quality }: (typeof SCENES)[number],
  screen: (typeof SCREENS)[number],
  seconds: number,
): Promise<[Times, Times, Times]> {
  const { page, errors } = await openArenaPage(browser, { script, ...screen, settings: { quality } });
  await page.waitForTimeout(WARM_UP_MS);
  await page.evaluate("window.arenaPage.forget()");
  await page.waitForTimeout(seconds * 1000);
  const times = await Promise.all([percentile(page, 0.5), percentile(page, 0.95), percentile(page, 0.99)]);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  await page.context().close();
  return times;
}

const percentile = (page: Page, share: number): Promise<Times> => page.evaluate(`window.arenaPage.times(${share})`);
