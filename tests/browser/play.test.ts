import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launchChromium } from "../support/chromium.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { ask, openPage } from "./page.ts";

let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([
    // Bots and a small map that a simple script can win on: it only runs straight, aims and shoots.
    startServer({ args: ["--map", "kiln", "--bots", "5", "--bot-skill", "rookie"] }),
    launchChromium(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const ownBody = (page: Page) => ask(page, (probe) => probe.frame?.self);

test(
  "a new player joins by keyboard, moves, shoots a bot, sees its health fall and kills it",
  { timeout: 120_000 },
  async () => {
    const { page, errors, screenshot } = await openPage(browser, server.http, { width: 1280, height: 720 });
    await page.getByRole("button", { name: "Play" }).waitFor();
    await screenshot("menu");
    await page.keyboard.type("Newcomer");
    await page.keyboard.press("Enter");

    const start = await until("the body is there", async () => {
      const body = await ownBody(page);
      return body?.alive ? body : undefined;
    });
    expect(start.name).toBe("Newcomer");

    const key = start.x > 14 ? "KeyA" : "KeyD";
    await page.keyboard.down(key);
    await until("it has moved", async () => Math.abs(((await ownBody(page))?.x ?? start.x) - start.x) > 1);
    await page.keyboard.up(key);

    const wounded = await fightUntil(page, ({ frame }) => frame?.others.find((body) => body.bot && body.health < 1));
    expect(wounded.health).toBeLessThan(1);
    await screenshot("fight");
    await fightUntil(page, ({ standings }) => standings().find((standing) => standing.self && standing.kills > 0));

    await page.keyboard.down("Tab");
    await page.getByText("Newcomer").first().waitFor();
    await screenshot("scoreboard");
    await page.keyboard.up("Tab");
    expect(errors).toEqual([]);
    await page.context().close();
  },
);

/** Runs towards the nearest bot, or to the middle of the map, with both triggers held, until `done` returns a value. */
async function fightUntil<T>(page: Page, done: Parameters<typeof ask<T>>[1]): Promise<NonNullable<T>> {
  await page.mouse.down();
  await page.mouse.down({ button: "right" });
  const found = await until(
    "the fight is won",
    async () => {
      const plan = await ask(page, ({ frame, toScreen }) => {
        const me = frame?.self;
        if (!frame || !me) return undefined;
        const distance = (body: { x: number; y: number }) => Math.hypot(body.x - me.x, body.y - me.y);
        const [nearest] = frame.others.filter((body) => body.alive).toSorted((a, b) => distance(a) - distance(b));
        const { x, y } = nearest ?? { x: 14, y: 9 };
        const close = nearest !== undefined && distance(nearest) < 6;
        return {
          aim: nearest && toScreen(x, y),
          keys: {
            KeyA: !close && x < me.x - 1,
            KeyD: !close && x > me.x + 1,
            KeyW: !close && y < me.y - 1,
            KeyS: !close && y > me.y + 1,
          },
        };
      });
      if (plan?.aim) await page.mouse.move(plan.aim.x, plan.aim.y);
      for (const [key, held] of Object.entries(plan?.keys ?? {})) await page.keyboard[held ? "down" : "up"](key);
      return ask(page, done);
    },
    90_000,
  );
  for (const key of ["KeyA", "KeyD", "KeyW", "KeyS"]) await page.keyboard.up(key);
  await page.mouse.up({ button: "right" });
  await page.mouse.up();
  return found;
}

test(
  "the page announces a server restart, and the player rejoins automatically afterwards",
  { timeout: 60_000 },
  async () => {
    const own = await startServer({ args: ["--map", "duel"] });
    const { page, screenshot } = await openPage(browser, own.http);
    await page.getByRole("button", { name: "Play" }).click();
    await until("the body is there", async () => (await ownBody(page))?.alive);
    await own.stop();
    await page.getByText("You rejoin automatically").waitFor();
    await screenshot("closed");
    const again = await startServer({ args: ["--map", "duel", "--port", String(own.port)] });
    await until("it plays again", async () => (await ownBody(page))?.alive);
    await page.context().close();
    await again.stop();
  },
);

test(
  "while the connection is lost the page says so over the live scene, and the game continues after it returns",
  { timeout: 60_000 },
  async () => {
    const { page, screenshot } = await openPage(browser, server.http);
    await page.getByRole("button", { name: "Play" }).click();
    await until("the body is there", async () => (await ownBody(page))?.alive);
    const id = (await ownBody(page))?.id;
    await page.context().setOffline(true);
    await page.getByText("Reconnecting").waitFor();
    await screenshot("reconnecting");
    await page.context().setOffline(false);
    await until("it is online again", async () => (await ask(page, (probe) => probe.status().state)) === "online");
    expect((await ownBody(page))?.id).toBe(id);
    await page.context().close();
  },
);

test("F3 shows the measurements of the connection", { timeout: 60_000 }, async () => {
  const { page, screenshot } = await openPage(browser, server.http);
  await page.getByRole("button", { name: "Play" }).click();
  await until("the body is there", async () => (await ownBody(page))?.alive);
  const graph = page.getByRole("region", { name: "Network" });
  await page.keyboard.press("F3");
  await graph.waitFor();
  for (const gauge of [
    "Ping",
    "Jitter",
    "Interpolation",
    "Input depth",
    "Corrections",
    "Patches",
    "Ticks",
    "Server tick",
  ]) {
    await graph.getByText(gauge, { exact: true }).waitFor();
  }
  await until("there is something to see", () => ask(page, ({ stats }) => stats().patches > 200));
  expect(await graph.innerText()).toMatch(/Ticks\s+(2|3)\d \/s/);
  await screenshot("net-graph");
  await page.keyboard.press("F3");
  await graph.waitFor({ state: "hidden" });
  await page.context().close();
});

test("a reload during a game resumes the same body", { timeout: 60_000 }, async () => {
  const { page } = await openPage(browser, server.http);
  await page.getByRole("button", { name: "Play" }).click();
  await until("the body is there", async () => (await ownBody(page))?.alive);
  const id = (await ownBody(page))?.id;
  await page.reload();
  expect((await until("it plays on", () => ownBody(page))).id).toBe(id);
  await page.context().close();
});
