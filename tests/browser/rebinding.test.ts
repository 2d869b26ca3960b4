import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { ask, openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

const ownBody = (page: Page) => ask(page, ({ frame }) => frame?.self);
const dashes = (page: Page) => until("it dashes", async () => ((await ownBody(page))?.dash ?? 1) < 1);
/** Binds the key that `press` presses, in the open settings. */
async function bind(page: Page, slot: string, label: string, press: () => Promise<void>): Promise<void> {
  await page.getByRole("button", { name: slot }).click();
  await until("it is bound", async () => {
    await press();
    return page.getByRole("button", { name: `${slot}: ${label}` }).isVisible();
  });
}

const isReady = (page: Page) => until("it can dash", async () => (await ownBody(page))?.dash === 1);

test("a key bound during a game works at once, changes no other key, and survives a reload", async () => {
  const { page, screenshot } = await openPage(server.http);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await until("the body is there", async () => (await ownBody(page))?.alive);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Settings" }).click();
  await bind(page, "Dash, first key", "R", () => page.keyboard.press("KeyR"));
  await page.getByText("R no longer means Reload.").waitFor();
  await page.getByRole("button", { name: "Reload, first key: –" }).waitFor();
  await screenshot("rebinding");
  await bind(page, "Pulse, second key", "Middle click", () => page.mouse.click(20, 20, { button: "middle" }));
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  await page.keyboard.down("KeyD");
  await page.keyboard.press("KeyR");
  await dashes(page);
  await isReady(page);
  await page.keyboard.press("Space");
  await page.mouse.move(300, 300);
  await page.mouse.down({ button: "middle" });
  await until("the middle button fires", () => ask(page, ({ stats }) => stats().shots.predicted > 0));
  await page.mouse.up({ button: "middle" });
  // A new dash would have started at 0. A difference of one step comes from an input that reached the server late.
  expect((await ownBody(page))?.dash).toBeGreaterThan(0.9);

  await page.reload();
  await until("it plays on", async () => (await ownBody(page))?.alive);
  await page.keyboard.press("KeyR");
  await dashes(page);
});

test("keys that are held when the page loses the focus do not stay pressed", async () => {
  const { page } = await openPage(server.http);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const start = await until("the body is there", async () => {
    const body = await ownBody(page);
    return body?.alive ? body : undefined;
  });
  await page.keyboard.down(start.x < 10 ? "KeyD" : "KeyA");
  await until("it runs", async () => Math.abs(((await ownBody(page))?.x ?? start.x) - start.x) > 1);
  await page.evaluate(() => dispatchEvent(new Event("blur")));
  let last = Number.NaN;
  await until("it has stopped", async () => {
    const before = last;
    last = (await ownBody(page))?.x ?? Number.NaN;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    return last === before;
  });
});
