import type { Browser, Page } from "playwright-core";

import { BuiltPage } from "../tests/support/built-page.ts";

const ARENA_PAGE = new BuiltPage("arena", new URL("arena-page/", import.meta.url));

export interface ArenaPageOptions {
  /** A key of `SCRIPTS` in arena-page/scripts.ts. */
  readonly script: string;
  readonly width: number;
  readonly height: number;
  /** Settings that differ from the default. */
  readonly settings?: object;
  /** Whether time in the page only advances by `page.clock.runFor`. */
  readonly clock?: boolean;
}

/** Builds the page that draws synthetic frames with the game's own code. */
export const buildArenaPage = (): Promise<void> => ARENA_PAGE.build();

/** Opens the built page and waits until it draws. Errors in it are added to `errors`. */
export async function openArenaPage(
  browser: Browser,
  { script, width, height, settings = {}, clock = false }: ArenaPageOptions,
): Promise<{ page: Page; errors: readonly string[] }> {
  const opened = await ARENA_PAGE.open(browser, {
    viewport: { width, height },
    query: `?script=${script}&settings=${encodeURIComponent(JSON.stringify(settings))}`,
    prepare: async (page) => clock && page.clock.install(),
  });
  // Playwright's own waiting needs a running clock.
  while (!(await opened.page.evaluate<boolean>("(window.arenaPage?.frames() ?? 0) > 10"))) {
    if (clock) await opened.page.clock.runFor(1000 / 60);
  }
  return opened;
}
