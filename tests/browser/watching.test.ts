import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { bodyOf, drawFrames } from "./enter.ts";
import { ask, MIDDLE, openPage } from "./page.ts";
import { useServerProcess } from "./use-server.ts";

// The order of more than two fighters changes with the standings; of two, each step leads to the other one.
const server = useServerProcess("--map", "kiln", "--bots", "2");

const watched = (page: Page) => ask(page, ({ frame }) => frame?.watched?.name);

test("a spectator follows one fighter after another, moves the camera freely, joins the fight and leaves it again", async () => {
  const { page, errors, screenshot } = await openPage(server.http);
  await page.getByRole("button", { name: "Watch" }).click();
  const bar = page.getByRole("region", { name: "Watching" });
  await bar.waitFor();
  const first = await until("somebody is watched", () => watched(page));
  await bar.getByText(first).waitFor();
  await screenshot("watching");
  await until("both bots fight", () =>
    ask(page, ({ standings }) => standings().filter(({ spectator }) => !spectator).length === 2),
  );

  await bar.getByRole("button", { name: "Next fighter" }).click();
  const second = await until("another is watched", async () => {
    const name = await watched(page);
    return name !== first && name;
  });
  await bar.getByRole("button", { name: "Previous fighter" }).click();
  await until("the first again", async () => (await watched(page)) === first);
  // A fighter's buttons do the same over the arena.
  await page.mouse.click(MIDDLE.x, MIDDLE.y - 70);
  await until("another again", async () => (await watched(page)) === second);

  await page.keyboard.press("Space");
  await bar.getByText("Free camera").first().waitFor();
  await until("nobody is watched", async () => (await watched(page)) === undefined);
  const focus = () => ask(page, ({ frame }) => frame?.focus.x ?? 0);
  const from = (await focus()) ?? 0;
  const key = from > 15 ? "KeyA" : "KeyD";
  await page.keyboard.down(key);
  await until("the camera moves", async () => Math.abs(((await focus()) ?? from) - from) > 2);
  await page.keyboard.up(key);
  await screenshot("free-camera");

  await bar.getByRole("button", { name: "Join" }).click();
  await bodyOf(page);
  await bar.waitFor({ state: "detached" });
  // A player has to wait a few seconds between two changes of side.
  await until("it watches again", async () => {
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Watch instead" }).click();
    await drawFrames(page, 20);
    return bar.isVisible();
  });
  expect(errors).toEqual([]);
});
