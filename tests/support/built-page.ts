import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { build } from "vite";

/** A hostname that exists in no network: requests to it are answered from the built files. */
const ORIGIN = "http://built-page.invalid";

export interface OpenOptions extends BrowserContextOptions {
  /** The query string, from the question mark on. */
  readonly query?: string;
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** A page made for a test alone, of the game's own parts, that needs no server. */
export class BuiltPage {
  readonly #root: string;
  readonly #folder: string;
  #built: Promise<unknown> | undefined;

  /** The index.html of the page is in `root`, a folder; `name` tells it from other pages. */
  constructor(name: string, root: URL) {
    this.#root = fileURLToPath(root);
    // Another worker that builds the same page would empty the folder.
    const worker = process.env["VITEST_POOL_ID"] ?? "";
    this.#folder = fileURLToPath(new URL(`../../node_modules/.cache/pages/${name}${worker}/`, import.meta.url));
  }

  /** Builds it when it is called first. */
  async build(): Promise<void> {
    await (this.#built ??= build({
      root: this.#root,
      base: "./",
      configFile: false,
      logLevel: "warn",
      build: { outDir: this.#folder, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4096 },
    }));
  }

  /** Opens the page in a new context, after `prepare`. Its errors are added to `errors`. */
  async open(
    browser: Browser,
    { query = "", prepare, ...contextOptions }: OpenOptions,
  ): Promise<{ page: Page; errors: readonly string[] }> {
    return this.openIn(await browser.newContext(contextOptions), { query, ...(prepare && { prepare }) });
  }

  /** Opens the page in a new context of the caller's; `framed` puts it into a frame of an empty page. */
  async openIn(
    context: BrowserContext,
    { query = "", prepare, framed = false }: Pick<OpenOptions, "query" | "prepare"> & { framed?: boolean } = {},
  ): Promise<{ page: Page; errors: readonly string[] }> {
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
    if (!framed) await page.goto(`${ORIGIN}/${query}`);
    else
      await page.setContent(
        `<meta name="viewport" content="width=device-width"><style>* { margin: 0; border: 0 }</style><iframe src="${ORIGIN}/${query}"></iframe>`,
      );
    return { page, errors };
  }
}
