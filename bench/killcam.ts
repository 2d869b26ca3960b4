import type { Page } from "playwright-core";

import { launchChromium } from "../tests/support/chromium.ts";
import { startServer } from "../tests/support/server.ts";
import { Network } from "../tests/support/tcp-network.ts";
import { buildTestPage, TEST_PAGE } from "../tests/support/test-page.ts";
import { until } from "../tests/support/until.ts";

const VIEWPORT = { width: 960, height: 540 };
const BOTS = 8;
const DEATHS = 8;
/** After every other death the key comes this much later, as that of a person who reads the card. */
const READ_MS = 400;
const ROUND_TRIPS_MS = [0, 50, 150];
/** Deaths follow one another, unless something is wrong. */
const PATIENCE_MS = 120_000;

export interface KillcamRow {
  /** Of the connection. */
  readonly "round trip ms": number;
  readonly deaths: number;
  /** Milliseconds from the key to the first picture of the clip: the median, and the slowest, of keys without a pause. */
  readonly "at once, median ms": number;
  readonly "at once, slowest ms": number;
  /** The same, of keys that come when somebody has read the card. */
  readonly "read, median ms": number;
  readonly "read, slowest ms": number;
  readonly "limit ms": number;
}

declare global {
  interface Window {
    killcams: number[];
  }
}

/** Measures how long a dead player who asks for what the killer saw waits for the first picture of it. */
export async function measureKillcam(): Promise<KillcamRow[]> {
  await buildTestPage();
  // The player only stands there: bots that adapt would spare them, and a host would send them away.
  const options = "--map duel --bot-skill veteran --warmup-seconds 1 --round-seconds 3600 --idle-seconds 0".split(" ");
  const args = [...options, "--bots", String(BOTS)];
  const server = await startServer({ args: [...args, "--page-dir", TEST_PAGE] });
  const browser = await launchChromium();
  const rows: KillcamRow[] = [];
  for (const roundTripMs of ROUND_TRIPS_MS) {
    const network = await Network.open(server.port, { roundTripMs });
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.addInitScript(`(${timeKillcams.toString()})()`);
    await page.goto(network.endpoint);
    await page.evaluate(() => document.querySelector("form")?.requestSubmit());
    const times = await seeDeaths(page);
    await page.close();
    await network.close();
    const [atOnce, read] = [
      sorted(times.filter((_, death) => death % 2 === 0)),
      sorted(times.filter((_, death) => death % 2 === 1)),
    ];
    rows.push({
      "round trip ms": roundTripMs,
      deaths: times.length,
      "at once, median ms": middleOf(atOnce),
      "at once, slowest ms": atOnce.at(-1) ?? Number.NaN,
      "read, median ms": middleOf(read),
      "read, slowest ms": read.at(-1) ?? Number.NaN,
      "limit ms": 300,
    });
  }
  await browser.close();
  await server.stop();
  return rows;
}

const sorted = (times: readonly number[]): number[] => times.map(Math.round).toSorted((a, b) => a - b);
const middleOf = (times: readonly number[]): number => times[Math.floor(times.length / 2)] ?? Number.NaN;

/**
 * Asks after each death, at once as the hastiest player does or when the card is read, in turn, and skips what comes.
 * Returns the waits.
 */
async function seeDeaths(page: Page): Promise<number[]> {
  const offer = page.getByRole("status", { name: "You fell" }).getByRole("button");
  const killcam = page.getByRole("status", { name: "Killcam" });
  const seen = (): Promise<number> => page.evaluate(() => window.killcams.length);
  for (let deaths = 0; deaths < DEATHS;) {
    await offer.waitFor({ timeout: PATIENCE_MS });
    if (deaths % 2 === 1) await page.waitForTimeout(READ_MS);
    await page.keyboard.press("KeyR");
    // On a slow machine the respawn may come before the key. The next death counts then.
    const isBack = (): Promise<boolean> => page.evaluate(() => window.__fray?.frame?.self?.alive === true);
    await until("the clip is shown, or the player is back", async () => (await seen()) > deaths || (await isBack()));
    await page.keyboard.press("KeyM");
    await killcam.waitFor({ state: "detached" });
    deaths = await seen();
  }
  return page.evaluate(() => window.killcams);
}

/** Runs in the page before its own scripts. The caption comes with the first picture of a clip. */
function timeKillcams(): void {
  let askedAt: number | undefined;
  window.killcams = [];
  addEventListener(
    "keydown",
    ({ code, timeStamp }) => {
      if (code === "KeyR" && document.querySelector(".death-card")) askedAt = timeStamp;
    },
    { capture: true },
  );
  const look = (): void => {
    if (askedAt !== undefined && document.querySelector(".clip-caption")) {
      window.killcams.push(performance.now() - askedAt);
      askedAt = undefined;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
