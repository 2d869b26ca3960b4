import type { Page } from "playwright-core";

import { until } from "../support/until.ts";
import { ask } from "./page.ts";

/** Options of a server on which people train. */
export const PRACTICE = ["--map", "duel", "--warmup-seconds", "0", "--bots", "4"];

export const isAlive = (page: Page) => ask(page, ({ frame }) => frame?.self?.alive);
/** What the player has done once, as the page remembers it. */
export const learnt = (page: Page) => page.evaluate(() => JSON.parse(localStorage["fray.hints"] ?? "[]") as string[]);
export const knows = (what: string, page: Page) => until(what, async () => (await learnt(page)).includes(what));
