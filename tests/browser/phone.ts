import { devices, type Page } from "playwright-core";
import { expect } from "vitest";

import { until } from "../support/until.ts";
import { Fingers } from "./fingers.ts";
import { ask, openPage, PIXEL_RATIO } from "./page.ts";

export const PHONE = { ...devices["Pixel 7"], deviceScaleFactor: PIXEL_RATIO };
export const UPRIGHT = { width: 412, height: 839 };
export const SIDEWAYS = { width: 839, height: 412 };

/** Joins on a phone that is held in that way. */
export async function joinOnPhone(url: string, viewport: typeof UPRIGHT, before = "") {
  const opened = await openPage(url, { viewport, device: PHONE, before });
  await opened.page.getByRole("button", { name: "Play", exact: true }).tap();
  await until("the body is there", async () => (await ownBody(opened.page))?.alive);
  return { ...opened, fingers: await Fingers.on(opened.page) };
}

export const ownBody = (page: Page) => ask(page, ({ frame }) => frame?.self);
const shotsFired = async (page: Page) => (await ask(page, ({ stats }) => stats().shots.predicted)) ?? 0;

/** The middle of a button of the arena. */
export async function buttonOf(page: Page, label: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(`#stage button[aria-label="${label}"]`).boundingBox();
  if (!box) throw new Error(`there is no button ${label}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A newcomer joins, moves, aims, fires and dashes with several fingers at once. */
export async function expectFightByFingers(url: string, name: string, viewport: typeof UPRIGHT): Promise<void> {
  const { page, errors, screenshot, fingers } = await joinOnPhone(url, viewport);
  const left = { x: 88, y: viewport.height - 88 };
  const right = { x: viewport.width - 88, y: viewport.height - 88 };
  await screenshot(`touch-${name}-rest`);

  const start = await until("the body is there", () => ownBody(page));
  await fingers.press(1, left);
  await fingers.drag(1, { x: left.x + (start.x < 10 ? 50 : -50), y: left.y });
  await until("it has moved", async () => Math.abs(((await ownBody(page))?.x ?? start.x) - start.x) > 1);

  await fingers.press(2, right);
  await fingers.drag(2, { x: right.x, y: right.y - 24 });
  await until("it aims up", async () => Math.abs(((await ownBody(page))?.aim ?? 0) - 1.5 * Math.PI) < 0.1);
  expect(await shotsFired(page)).toBe(0);
  await fingers.drag(2, { x: right.x - 50, y: right.y });
  await until("it fires", async () => (await shotsFired(page)) > 2);
  expect(Math.cos((await ownBody(page))?.aim ?? 0)).toBeLessThan(-0.9);

  await fingers.press(3, await buttonOf(page, "dash"));
  await until("it dashes", async () => ((await ownBody(page))?.dash ?? 1) < 1);
  await screenshot(`touch-${name}`);
  await fingers.lift(3);
  for (const finger of [1, 2]) await fingers.lift(finger);
  await until("nothing is held any more", async () => (await page.locator(".stick.held").count()) === 0);

  await fingers.press(1, await buttonOf(page, "special"));
  const before = await shotsFired(page);
  await until("the special fires", async () => (await shotsFired(page)) > before);
  await fingers.lift(1);
  expect(errors).toEqual([]);
}
