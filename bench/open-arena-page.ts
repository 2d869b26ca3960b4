import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";

const ROOT = fileURLToPath(new URL("arena-page/", import.meta.url));
const BUILT = fileURLToPath(new URL("../node_modules/.cache/arena-page/", import.meta.url));
/** A name that no network knows: what the page asks of it comes from the built files. */
const ORIGIN = "http://arena-page.invalid";

export interface ArenaPageOptions {
  /** A key of `SCRIPTS` in arena-page/scripts.ts. */
  readonly script: string;
  readonly width: number;
  readonly height: number;
  /** What differs from the default settings. */
  readonly settings?: object;
  /** Time in the page stands still but for what `page.clock.runFor` adds. */
  readonly clock?: boolean;
}

/** Builds the page that draws made-up frames by the game's own code. */
export async function buildArenaPage(): Promise<void> {
  await build({
    root: ROOT,
    base: "./",
    logLevel: "warn",
    build: { outDir: BUILT, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4096 },
  });
}

/** Opens the built page and waits until it draws. Errors in it end up in `errors`. */
export async function openArenaPage(
  browser: Browser,
  { script, width, height, settings = {}, clock = false }: ArenaPageOptions,
): Promise<{ page: Page; errors: readonly string[] }> {
  const context = await browser.newContext({ viewport: { width, height } });
  await context.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ path: `${BUILT}${pathname === "/" ? "index.html" : pathname.slice(1)}` });
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  if (clock) await page.clock.install();
  await page.goto(`${ORIGIN}/?script=${script}&settings=${encodeURIComponent(JSON.stringify(settings))}`);
  // The clock's own waiting would need the clock to go on.
  while (!(await page.evaluate<boolean>("(window.arenaPage?.frames() ?? 0) > 10"))) {
    if (clock) await page.clock.runFor(1000 / 60);
  }
  return { page, errors };
}
