import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

import { until } from "../support/until.ts";
import { openPage } from "./page.ts";
import { askReplay, recordReplay, REPLAY_ID, storeReplay } from "./recorded-replay.ts";
import { useServer } from "./use-server.ts";

const SECONDS = 40;
const TICKS_PER_S = 30;

const folder = mkdtempSync(join(tmpdir(), "fray-viewer-"));
const bytes = recordReplay(SECONDS);
storeReplay(folder, bytes);
afterAll(() => rmSync(folder, { recursive: true }));
const server = useServer("--map", "duel", "--data-dir", folder);

const link = (second?: number) => `${server.http}/watch/${REPLAY_ID}${second === undefined ? "" : `?t=${second}`}`;

test("a link with ?t= shows that moment, and the round goes on from there", async () => {
  const { page, errors, screenshot } = await openPage(link(12));
  await page.getByRole("region", { name: "Replay" }).waitFor();
  await until("the moment is shown", async () => {
    const shown = await askReplay(page, ({ frame, position, firstTick }) => frame?.watched && position - firstTick);
    return shown !== undefined && shown >= 12 * 30;
  });
  await until("it goes on", async () => askReplay(page, ({ position, firstTick }) => position - firstTick > 13.5 * 30));
  await screenshot("replay/watching");
  expect(errors).toEqual([]);
  expect(TICKS_PER_S).toBe(30);
});
