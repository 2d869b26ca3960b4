import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { devices, type Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";

import { Guest } from "../support/guest.ts";
import { TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { axeFaults } from "./axe.ts";
import { openPage } from "./page.ts";
import { askReplay } from "./recorded-replay.ts";
import { useServer } from "./use-server.ts";

const folder = mkdtempSync(join(tmpdir(), "fray-live-"));
afterAll(() => rmSync(folder, { recursive: true }));
const DELAY_S = 2;
const server = useServer(
  "--map",
  "foundry",
  "--data-dir",
  folder,
  "--watch-delay-seconds",
  String(DELAY_S),
  "--round-seconds",
  "25",
  "--max-players",
  "4",
);

const Rounds = z.object({ rounds: z.array(z.object({ id: z.string() })) });

/** Two people who run about and shoot. */
async function fight(): Promise<TestPlayer[]> {
  const people = [await TestPlayer.join(server.http, "Ann"), await TestPlayer.join(server.http, "Bea")];
  for (const [index, player] of people.entries()) {
    let frames = index * 40;
    player.play = () => ({
      moveX: Math.sin(++frames / 30),
      moveY: Math.cos(frames / 21),
      aim: frames / 15,
      buttons: 1,
    });
  }
  return people;
}

const idOfRound = () =>
  until("the round can be watched", async () => {
    const answer = await fetch(`${server.http}/api/live`);
    return Rounds.parse(await answer.json()).rounds[0]?.id;
  });

const tick = (page: Page) => askReplay(page, ({ frame, position }) => (frame?.others.length ? position : undefined));
const isShown = (page: Page, beyond = 0) =>
  until("it is shown", async () => {
    const shown = await tick(page);
    return shown !== undefined && shown > beyond && shown;
  });

test("somebody for whom no place is left is led to the round, sees it while it is played, and its end", async () => {
  const people = await fight();
  const watchers = [
    await Guest.join(server.http, { spectate: true }),
    await Guest.join(server.http, { spectate: true }),
  ];
  await idOfRound();
  const { page, errors, screenshot } = await openPage(server.http);
  await page.getByRole("button", { name: "Watch" }).click();
  await page.getByText(`You can watch a round without a place, ${DELAY_S} seconds late.`).waitFor();
  await screenshot("live/led-there");
  await page.getByRole("link", { name: "Watch it" }).click();
  const first = await isShown(page);
  const bar = page.getByRole("region", { name: "Replay" });
  await bar.getByRole("button", { name: /^Live, \d+ s late$/ }).waitFor();
  await isShown(page, first + 90);
  await screenshot("live/watching");
  expect(await axeFaults(page)).toEqual([]);
  await bar.getByText(/^Ann$|^Bea$/).waitFor();

  // What was played before the visitor came is not here; what was seen can be sought.
  await page.keyboard.press("Home");
  await until("its beginning is shown", async () => ((await tick(page)) ?? Infinity) < first + 60);
  await bar.getByRole("button", { name: /^Live, \d+ s late$/ }).click();
  await isShown(page, first + 90);
  // The round's remaining seconds pass on the server, however busy the machine is.
  await bar.getByRole("button", { name: /^Live/ }).waitFor({ state: "detached", timeout: 90_000 });
  await page.keyboard.press("End");
  await until("it ends", () => askReplay(page, ({ playing }) => !playing));
  await screenshot("live/end");
  // The people in the room play on.
  await page.getByRole("button", { name: "Next round" }).waitFor({ timeout: 60_000 });
  await screenshot("live/next-round");
  const ended = page.url();
  await page.keyboard.press("n");
  await until("the next round is shown", async () => page.url() !== ended && (await tick(page)) !== undefined, 60_000);
  // A part is asked for as soon as it may be there, and a little earlier too.
  expect(errors.filter((error) => !/409|404|465/.test(error))).toEqual([]);
  await Promise.all([...people, ...watchers].map((person) => person.leave()));
});

test("a link to a moment of a round that is being played begins there, on a phone too", async () => {
  const people = await fight();
  const id = await idOfRound();
  const { page, screenshot } = await openPage(`${server.http}/watch/${id}?t=0`, { device: devices["Pixel 7"] });
  const shown = await isShown(page);
  const first = (await askReplay(page, ({ firstTick }) => firstTick)) ?? 0;
  expect((shown - first) / 30).toBeLessThan(5);
  await isShown(page, shown + 20);
  await screenshot("live/phone");
  await Promise.all(people.map((person) => person.leave()));
});
