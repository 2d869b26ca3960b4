import { packAppearance } from "@fray/shared-state/protocol/appearance";
import { encodeMark } from "@fray/shared-state/replay/bot-mark";
import { CHUNK, encodeChunk } from "@fray/shared-state/replay/chunks";
import { encodeLook } from "@fray/shared-state/replay/look-record";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

import { openPage } from "./page.ts";
import { recordReplay, REPLAY_ID, storeReplay } from "./recorded-replay.ts";
import { useServer } from "./use-server.ts";

const SECONDS = 12;
const END = encodeChunk(CHUNK.end);
const folder = mkdtempSync(join(tmpdir(), "fray-notes-"));
const replay = recordReplay(SECONDS);
/** The first bot says something each second, and marks a place that moves. */
const marks = Array.from({ length: SECONDS * 2 }, (_, index) => {
  const tick = index * 15;
  const place = index % 2 === 0 ? undefined : { x: 10 + (index % 8) / 4, y: 8 };
  return encodeChunk(
    CHUNK.mark,
    encodeMark({ ordinal: 0, tick, text: place ? "ambush here" : "<b>hunting</b>", place }),
  );
});
/** Every fighter has a look of its own. */
const looks = Array.from({ length: 6 }, (_, ordinal) => {
  const look = packAppearance({ color: ordinal + 1, pattern: ordinal + 1, trail: ordinal % 4 });
  return encodeChunk(CHUNK.look, encodeLook({ ordinal, look, level: 0, title: 0 }));
});
storeReplay(folder, Buffer.concat([replay.subarray(0, replay.length - END.length), ...looks, ...marks, END]));
afterAll(() => rmSync(folder, { recursive: true }));
const server = useServer("--map", "duel", "--data-dir", folder);

test("what the followed bot says of itself is in the picture and on the timeline, and nobody else's is", async () => {
  const { page, errors, screenshot } = await openPage(`${server.http}/watch/${REPLAY_ID}?t=4`);
  const bar = page.getByRole("region", { name: "Replay" });
  const said = page.getByText("<b>hunting</b>", { exact: true });
  const place = page.getByText("ambush here", { exact: true });
  await bar.waitFor();
  // The viewer follows the best fighter at first.
  for (let tries = 0; tries < 6 && !(await said.isVisible()); tries++) {
    await bar.getByRole("button", { name: "Next player" }).click();
    await page.waitForFunction("window.__frayReplay?.frame");
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
  await said.waitFor();
  await place.waitFor();
  await page.keyboard.press("k");
  await page.locator(".mark-note").first().waitFor({ state: "attached" });
  await screenshot("replay/bot-notes");
  expect(await page.locator(".bot-notes b").count(), "markup is text").toBe(0);
  await bar.getByRole("button", { name: "Next player" }).click();
  await said.waitFor({ state: "hidden" });
  expect(await page.locator(".mark-note").count()).toBe(0);
  expect(errors).toEqual([]);
});
