import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { build } from "vite";

/** A name that no network knows: what the page asks of it comes from the built files. */
const ORIGIN = "http://built-page.invalid";

export interface OpenOptions extends BrowserContextOptions {
  /** From the question mark on. */
  readonly query?: string;
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** A page made for a test alone, of the game's own parts, that needs no server. */
export class BuiltPage {
  readonly #root: string;
  readonly #folder: string;

  /** The index.html of the page is in `root`, a folder; `name` tells it from other pages. */
  constructor(name: string, root: URL) {
    this.#root = fileURLToPath(root);
    this.#folder = fileURLToPath(new URL(`../../node_modules/.cache/pages/${name}/`, import.meta.url));
  }

  async build(): Promise<void> {
    await build({
      root: this.#root,
      base: "./",
      configFile: false,
      logLevel: "warn",
      build: { outDir: this.#folder, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4096 },
    });
  }

  /** Opens it in a context of its own, when `prepare` is done. What goes wrong in it ends up in `errors`. */
  async open(
    browser: Browser,
    { query = "", prepare, ...contextOptions }: OpenOptions,
  ): Promise<{ page: Page; errors: readonly string[] }> {
    const context = await browser.newContext(contextOptions);
    await context.route(`${ORIGIN}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      await route.fulfill({ path: `${this.#folder}${pathname === "/" ? "index.html" : pathname.slice(1)}` });
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await prepare?.(page);
    await page.goto(`${ORIGIN}/${query}`);
    return { page, errors };
  }
}
