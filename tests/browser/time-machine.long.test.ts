import { TRACED_FIELDS } from "@fray/game-client/internal/trace/own-trace";
import { readTraceFile } from "@fray/game-client/internal/trace/trace-file";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { bodyOf, drawFrames } from "./enter.ts";
import { ask, openVisitor } from "./page.ts";
import { takePicture } from "./pictures.ts";
import { askReplay } from "./recorded-replay.ts";
import { useServer } from "./use-server.ts";

const folder = mkdtempSync(join(tmpdir(), "fray-time-machine-"));
afterAll(() => rmSync(folder, { recursive: true }));
const server = useServer("--map", "duel", "--data-dir", folder, "--round-seconds", "20");

/** The speed in the rules of the built page. */
const SPEED = /(=\w+\*\w+\*)(\w+)(-\w+\.vx)/;
/** Runs in the page: its next step is at another speed than the server's. */
const PLANT = `globalThis.frayIsPlanted = true;
globalThis.fraySpeed = (speed) => {
  if (globalThis.frayIsPlanted) return speed;
  globalThis.frayIsPlanted = true;
  return -speed;
};`;

/** Opens the page with rules that can be made wrong for one tick. */
async function openWrongPage(): Promise<{ page: Page; errors: readonly string[] }> {
  const context = await openVisitor({ before: PLANT });
  let planted = 0;
  await context.route("**/assets/*.js", async (route) => {
    const response = await route.fetch();
    const code = await response.text();
    const wrong = code.replace(SPEED, "$1globalThis.fraySpeed($2)$3");
    if (wrong !== code) planted++;
    await route.fulfill({ response, body: wrong });
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(server.http);
  await page.getByLabel("Your name").fill("Ann");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await bodyOf(page);
  expect(planted).toBe(1);
  return { page, errors };
}

/** The first input that moves the body, and after which the server's body is elsewhere than predicted, and its tick. */
async function firstDifferenceIn(file: Uint8Array): Promise<{ tick: number; seq: number } | undefined> {
  const { replay, trace } = await readTraceFile(file);
  const x = TRACED_FIELDS.indexOf("x") - TRACED_FIELDS.length;
  // A row begins with its time, its number and its movement.
  const moving = trace.rows.steps.filter((row) => row[2] !== 0);
  const predicted = new Map(moving.map((row) => [row[1], row.at(x)]));
  const player = new ReplayPlayer(ReplayFile.read(replay));
  let last = 0;
  while (player.step()) {
    const seq = player.lastInputs.get(trace.self) ?? 0;
    const body = player.state.world.fighters.get(trace.self);
    const place = predicted.get(seq);
    if (seq !== last && body && place !== undefined && place !== body.x) return { tick: player.tick, seq };
    last = seq;
  }
  return undefined;
}

test("a wrong prediction is found by three clicks: save, open, first difference", async () => {
  const other = await TestPlayer.join(server.http, "Bea");
  const { page, errors } = await openWrongPage();
  await until("a live round", () => ask(page, ({ frame }) => frame?.round.phase === "live"));
  const start = await bodyOf(page);
  const key = start.x > 10 ? "KeyA" : "KeyD";
  await page.keyboard.down(key);
  await until("it runs", async () => Math.abs((await bodyOf(page)).x - start.x) > 1);
  const before = (await ask(page, ({ stats }) => stats().corrections)) ?? 0;
  await page.evaluate("globalThis.frayIsPlanted = false");
  await until("it was wrong", () => page.evaluate<boolean>("globalThis.frayIsPlanted"));
  await until("it is corrected", async () => ((await ask(page, ({ stats }) => stats().corrections)) ?? 0) > before);
  await page.keyboard.up(key);

  await page.keyboard.press("F3");
  const graph = page.getByRole("region", { name: "Network" });
  await graph.getByRole("button", { name: "Save the last minute" }).click();
  await graph.getByText("Saved when this round is over").waitFor();
  await takePicture(page, "time-machine/save");
  const download = await page.waitForEvent("download");
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  await graph.getByText("Saved. “Open a replay”").waitFor();
  const file = readFileSync(path);
  expect(file.length).toBeLessThan(200_000);
  expect(errors).toEqual([]);

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Leave" }).click();
  await page.getByLabel("Replay file").setInputFiles(path);
  const machine = page.getByRole("region", { name: "Time machine" });
  await machine.getByText(/\d+ wrong predictions? in \d+ inputs/).waitFor();
  await machine.getByRole("button", { name: "First difference" }).click();
  const found = await firstDifferenceIn(file);
  if (!found) throw new Error("the file has no difference");
  // On a machine that is busy, inputs come too late, and that is a difference as well.
  const status = machine.getByRole("status");
  const planted = `tick ${found.tick}, input ${found.seq}`;
  for (let shown = await status.innerText(); !shown.endsWith(planted); shown = await status.innerText()) {
    const number = Number(/\d+/.exec(shown)?.[0]);
    await machine.getByRole("button", { name: "Next" }).click();
    await status.getByText(`Difference ${number + 1}:`).waitFor();
  }
  await machine.getByRole("rowheader", { name: "x", exact: true }).waitFor();
  await until("it stands at that tick", async () => {
    const shown = await askReplay(
      page,
      ({ frame, position }) => frame?.watched && { position, id: frame.watched.name },
    );
    return shown?.position === found.tick && shown.id === "Ann";
  });
  await drawFrames(page, 20);
  expect(await machine.getByText(/Answered after/).count()).toBe(1);
  await takePicture(page, "time-machine/difference");
  expect(errors).toEqual([]);
  await other.leave();
});
