import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Browser, Page } from "playwright-core";

import { launchChromium } from "../tests/support/chromium.ts";
import { freePort } from "../tests/support/free-port.ts";
import { BOTS_PROGRAM } from "../tests/support/programs.ts";
import { findRedis, startRedis } from "../tests/support/redis.ts";
import { startServer, type ServerProcess } from "../tests/support/server.ts";
import { buildTestPage, TEST_PAGE } from "../tests/support/test-page.ts";
import { until } from "../tests/support/until.ts";
import { watchPatches, type Watched } from "./watch-patches.ts";

const BOTS = 60;
const VIEWPORT = { width: 480, height: 270 };
const SECRET = "a secret of sixteen and more";
/** Time in which nothing happens, before the first restart and after each, in ms. */
const CALM_MS = 10_000;
const ENTER_LIMIT_MS = 60_000;
const SETTINGS = [
  ..."--map foundry,kiln --mode tdm --max-players 16 --round-seconds 900 --idle-seconds 0 --drain-seconds 60".split(
    " ",
  ),
  // All clients have one address.
  ..."--joins-per-minute 0 --places-per-address 1000 --pending-seats 1000 --connections-per-address 1000".split(" "),
];

export interface RollingRow {
  readonly "what happens": string;
  readonly page: string;
  /** Longest time without a patch, in ms. */
  readonly "longest gap, ms": number;
  /** Whether the page has the same number, team and place, and no smaller score. */
  readonly "same fight": string;
  /** How often the page went to another node. */
  readonly moves: number;
  /** Steps in which the page did not play. */
  readonly "steps away": number;
  /** Errors in the page so far. */
  readonly errors: number;
  /** Places in rooms that are not of these pages, some seconds later: one for each bot, if none has lost its place. */
  readonly bots: number;
}

interface OpenPage {
  readonly name: string;
  readonly page: Page;
  readonly errors: string[];
}

/** Restarts both nodes of a game one after the other, under bots and real pages that play and watch. */
export async function measureRolling(): Promise<RollingRow[]> {
  const found = findRedis();
  if ("missing" in found) throw new Error(found.missing);
  await buildTestPage();
  const redis = await startRedis(found.path);
  const ports = [await freePort(), await freePort()];
  const start = (port = 0): Promise<ServerProcess> =>
    startServer({
      args: [...SETTINGS, ...originsOf(ports), ...ownOf(port), "--page-dir", TEST_PAGE],
      env: { FRAY_REDIS_URL: redis.url, FRAY_SECRET: SECRET },
    });
  const nodes = await Promise.all(ports.map(start));
  const others = (): string[] => nodes.map(({ http }) => http);
  await until("both know each other", () => know(nodes));
  const bots = spawn(
    process.execPath,
    [BOTS_PROGRAM, "--url", nodes[0]?.url ?? "", "--count", String(BOTS), "--quiet"],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const browser = await launchChromium();
  const rows: RollingRow[] = [];
  try {
    await until("all bots are in", async () => (await playersOf(others())) === BOTS);
    const [a = "", b = ""] = others();
    const pages = [
      await open(browser, "fights, from A", a),
      await open(browser, "fights, from B", b),
      await open(browser, "watches, from A", a, true),
    ];
    await Promise.all(pages.map(({ page }) => watchPatches(page)));
    rows.push(...(await rowsOf("nothing", pages, others(), () => pages[0]?.page.waitForTimeout(CALM_MS))));
    for (const [index, port] of ports.entries()) {
      const restart = async (): Promise<void> => {
        await nodes[index]?.stop("SIGTERM");
        nodes[index] = await start(port);
        await until("both know each other", () => know(nodes));
        await pages[0]?.page.waitForTimeout(CALM_MS);
      };
      rows.push(...(await rowsOf(`node ${"AB"[index]} restarts`, pages, others(), restart)));
    }
  } finally {
    await browser.close();
    const ended = once(bots, "exit");
    bots.kill("SIGTERM");
    await ended;
    await Promise.all(nodes.map((node) => node.stop("SIGINT")));
    await redis.kill();
  }
  return rows;
}

const ownOf = (port: number): string[] => ["--port", String(port), "--public-address", `127.0.0.1:${port}`];

/** Without a proxy in front, each node serves its own page, which connects to the others. */
const originsOf = (ports: readonly number[]): string[] => [
  "--allow-origin",
  ports.map((port) => `http://127.0.0.1:${port}`).join(),
];

async function rowsOf(
  what: string,
  pages: readonly OpenPage[],
  servers: readonly string[],
  act: () => Promise<void> | undefined,
): Promise<RollingRow[]> {
  const before = await Promise.all(pages.map(({ page }) => page.evaluate(() => window.rolling.begin())));
  await act();
  const after = await Promise.all(pages.map(({ page }) => page.evaluate(() => window.rolling.end())));
  const bots = (await playersOf(servers)) - pages.length;
  return pages.map(({ name, errors }, index) => ({
    "what happens": what,
    page: name,
    "longest gap, ms": Math.round(after[index]?.longestGapMs ?? Number.NaN),
    "same fight": differenceOf(before[index], after[index]),
    moves: after[index]?.moves ?? Number.NaN,
    "steps away": after[index]?.stepsAway ?? Number.NaN,
    errors: errors.length,
    bots,
  }));
}

/** Returns "yes", or what a page has lost. */
function differenceOf(before: Watched | undefined, after: Watched | undefined): string {
  const [was, is] = [before?.self, after?.self];
  if (!was || !is) return "no: not in a game";
  if (was.id !== is.id) return `no: number ${is.id} instead of ${was.id}`;
  if (was.team !== is.team || was.spectator !== is.spectator) return `no: team ${is.team} instead of ${was.team}`;
  if (after?.hasLostScore) return "no: its score became smaller";
  return (after?.jumps ?? 0) > 0 ? "no: it stood elsewhere" : "yes";
}

async function open(browser: Browser, name: string, url: string, spectate = false): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(url, { waitUntil: "networkidle" });
  if (spectate) await page.getByRole("button", { name: "Watch" }).first().click();
  else await page.evaluate(() => document.querySelector("form")?.requestSubmit());
  await page
    .waitForFunction(
      (watches) => (watches ? window.__fray?.frame?.watched : window.__fray?.frame?.self?.alive),
      spectate,
      { timeout: ENTER_LIMIT_MS },
    )
    .catch(async (cause: unknown) => {
      throw new Error(`${name}: ${await page.innerText("body")}`, { cause });
    });
  if (!spectate) {
    // Fires and runs, so that it has a score and never stands still.
    await page.mouse.move(VIEWPORT.width / 3, VIEWPORT.height / 3);
    await page.mouse.down();
    await page.keyboard.down("d");
  }
  return { name, page, errors };
}

async function playersOf(servers: readonly string[]): Promise<number> {
  const reports = servers.map(async (http) => {
    const { players } = (await (await fetch(`${http}/health`)).json()) as { players: number };
    return players;
  });
  return (await Promise.all(reports)).reduce((sum, players) => sum + players, 0);
}

/** Whether each of the nodes lets its pages connect to the others. */
async function know(nodes: readonly ServerProcess[]): Promise<boolean> {
  const policies = await Promise.all(
    nodes.map(async ({ http }) => (await fetch(http)).headers.get("content-security-policy") ?? ""),
  );
  return policies.every((policy, index) =>
    nodes.every(({ port }, other) => other === index || policy.includes(`ws://127.0.0.1:${port}`)),
  );
}
