import { afterAll, beforeAll, expect, test } from "vitest";

import type { Browser } from "../transports/browsers/browser.ts";
import { openChromium } from "../transports/browsers/chromium.ts";
import { runMatrix } from "../transports/matrix.ts";
import { PATHS } from "../transports/paths/index.ts";
import { describeCell, type Cell } from "../transports/table.ts";

/** One path for each way in which a WebSocket does or doesn't pass. `npm run test:transports` runs all of them. */
const CHOSEN = PATHS.filter(({ name }) => /^direct|^nginx without `Upgrade`$|refuses|swallows/.test(name));
const SECONDS = 5;
/** A cell is repeated when other tests have taken the machine away from it. */
const TRIES = 3;
const PATIENCE_MS = 300_000;

let chromium: Browser;
beforeAll(async () => {
  chromium = await openChromium();
}, PATIENCE_MS);
afterAll(() => chromium?.close());

test("the paths that stand for the others are there", () => {
  expect(CHOSEN).toHaveLength(4);
});

test.for(CHOSEN)("$name: a fight, chat and a reconnection in Chromium", { timeout: PATIENCE_MS }, async (path) => {
  const cells: Cell[] = [];
  const onCell = (_path: unknown, _browser: string, cell: Cell): void => void cells.push(cell);
  await runMatrix({ paths: [path], browsers: [chromium], seconds: SECONDS, tries: TRIES, onCell });
  const [cell] = cells;
  if (!cell) throw new Error("the cell was not run");
  // What a stall of the machine spoils says nothing about the path.
  if ("verdict" in cell && cell.verdict === "undecided") return;
  expect(describeCell(cell)).not.toMatch(/^FAILED/);
});
