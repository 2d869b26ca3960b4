import type { Browser, Page } from "playwright-core";

import { BuiltPage } from "../tests/support/built-page.ts";

const ARENA_PAGE = new BuiltPage("arena", new URL("arena-page/", import.meta.url));

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
export const buildArenaPage = (): Promise<void> => ARENA_PAGE.build();

/** Opens the built page and waits until it draws. Errors in it end up in `errors`. */
export async function openArenaPage(
  browser: Browser,
  { script, width, height, settings = {}, clock = false }: ArenaPageOptions,
): Promise<{ page: Page; errors: readonly string[] }> {
  const opened = await ARENA_PAGE.open(browser, {
    viewport: { width, height },
    query: `?script=${script}&settings=${encodeURIComponent(JSON.stringify(settings))}`,
    prepare: async (page) => clock && page.clock.install(),
  });
  // The clock's own waiting would need the clock to go on.
  while (!(await opened.page.evaluate<boolean>("(window.arenaPage?.frames() ?? 0) > 10"))) {
    if (clock) await opened.page.clock.runFor(1000 / 60);
  }
  return opened;
}
