import type { Settings } from "@fray/game-client/internal/settings/settings";
import type { CDPSession, Page } from "playwright-core";
import { expect } from "vitest";

import { until } from "../support/until.ts";
import { bodyOf } from "./enter.ts";
import { ask, openPage } from "./page.ts";

/** Allowed distance between two places that should be the same, in CSS pixels. */
export const PAGE_TOLERANCE_PX = 1;
const AIM_TOLERANCE_PX = 2;
/** Distance of the mouse from the body when the test reads the aim, in CSS pixels. */
const MOUSE_PX = 8;

/** Size of the page in CSS pixels, and device pixels per CSS pixel. */
export type Screen = readonly [what: string, width: number, height: number, ratio: number, mobile?: boolean];

/** Small for what they stand for, because all is drawn in software. Applied one after the other in one page, so that each starts from the state that the one before has left. */
export const ALL_SCREENS: readonly Screen[] = [
  ["a window of another size", 600, 340, 1],
  ["a maximised window", 760, 400, 1],
  ["a window that fills the screen", 760, 428, 1],
  ["half a screen", 540, 500, 1],
  ["developer tools below", 540, 310, 1],
  ["150 % zoom", 507, 285, 1.5],
  ["200 % zoom", 500, 282, 2],
  ["100 % zoom again", 760, 428, 1],
  ["80 % zoom", 950, 535, 0.8],
  ["an odd size at 110 % zoom", 601, 339, 1.1],
  ["a screen of another ratio", 501, 283, 2],
  ["a phone held upright", 206, 419, 2.625, true],
  ["a phone held sideways", 519, 275, 2.625, true],
];

/** One of each kind. */
const KINDS = new Set([
  "a window of another size",
  "150 % zoom",
  "80 % zoom",
  "an odd size at 110 % zoom",
  "a phone held upright",
]);
export const SCREENS = ALL_SCREENS.filter(([what]) => KINDS.has(what));

/** Joins with these settings. Reduced motion is on, so that the camera does not follow the mouse. */
export async function play(url: string, settings: Partial<Settings>) {
  const opened = await openPage(url, {
    settings: { ...settings, reducedMotion: "on" },
    device: { deviceScaleFactor: 1 },
    framesPerSecond: 30,
  });
  await opened.page.getByRole("button", { name: "Play", exact: true }).click();
  await bodyOf(opened.page);
  return opened;
}

export const show = (session: CDPSession, [, width, height, deviceScaleFactor, mobile = false]: Screen) =>
  session.send("Emulation.setDeviceMetricsOverride", {
    width,
    height,
    deviceScaleFactor,
    mobile,
    screenOrientation: { angle: 0, type: width > height ? "landscapePrimary" : "portraitPrimary" },
  });

/** Distance between the edges of the canvas and of the page, in CSS pixels. */
export const gapAround = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector("#stage canvas")?.getBoundingClientRect();
    if (!canvas) return Infinity;
    const { left, top, right, bottom } = canvas;
    return Math.max(Math.abs(left), Math.abs(top), Math.abs(right - innerWidth), Math.abs(bottom - innerHeight));
  });

/** The middle of the white disc in the body, as drawn on the page; undefined when none is near the expected place. */
const drawnBody = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ x: number; y: number } | undefined>((resolve) => {
        requestAnimationFrame(() => {
          const canvas = document.querySelector<HTMLCanvasElement>("#stage canvas");
          const probe = window.__fray;
          const self = probe?.frame?.self;
          if (!canvas || !probe || !self) return resolve(undefined);
          const bounds = canvas.getBoundingClientRect();
          const perX = canvas.width / bounds.width;
          const perY = canvas.height / bounds.height;
          const at = probe.toScreen(self.x, self.y);
          const reach = 0.45 * (probe.toScreen(self.x + 1, self.y).x - at.x);
          const left = Math.floor((at.x - bounds.left - reach) * perX);
          const top = Math.floor((at.y - bounds.top - reach) * perY);
          const width = Math.ceil(2 * reach * perX);
          const height = Math.ceil(2 * reach * perY);
          const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
          copy?.drawImage(canvas, left, top, width, height, 0, 0, width, height);
          const pixels = copy?.getImageData(0, 0, width, height).data ?? [];
          let count = 0;
          let x = 0;
          let y = 0;
          for (let index = 0; index < pixels.length; index += 4) {
            if (Math.min(pixels[index] ?? 0, pixels[index + 1] ?? 0, pixels[index + 2] ?? 0) < 225) continue;
            count++;
            x += ((index / 4) % width) + 0.5;
            y += Math.floor(index / 4 / width) + 0.5;
          }
          if (count < 12) return resolve(undefined);
          resolve({ x: bounds.left + (left + x / count) / perX, y: bounds.top + (top + y / count) / perY });
        });
      }),
  );

const turnBetween = (a: number, b: number): number => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));

/** Checks that the canvas covers the page, and that a mouse on each side of the drawn body aims to that side. */
export async function expectAimFromBody(page: Page, what: string): Promise<void> {
  await until(`the canvas is the page: ${what}`, async () => (await gapAround(page)) <= PAGE_TOLERANCE_PX);
  await page.mouse.move(3, 3);
  const body = await until(`the body is drawn where it should be: ${what}`, async () => {
    const before = await drawnBody(page);
    const after = await drawnBody(page);
    return before && after && Math.hypot(after.x - before.x, after.y - before.y) < 0.1 ? after : undefined;
  });
  for (const angle of [0, 0.5 * Math.PI, Math.PI, 1.5 * Math.PI]) {
    await page.mouse.move(body.x + Math.cos(angle) * MOUSE_PX, body.y + Math.sin(angle) * MOUSE_PX);
    await until(`aim starts at the drawn body, towards ${angle.toFixed(1)}: ${what}`, async () => {
      const aim = await ask(page, ({ frame }) => frame?.self?.aim);
      return aim !== undefined && turnBetween(aim, angle) <= Math.asin(AIM_TOLERANCE_PX / MOUSE_PX);
    });
  }
}

/** Plays at `url` on one screen after another in the same page. */
export async function expectAimOn(
  screens: readonly Screen[],
  url: string,
  quality: Settings["quality"],
): Promise<void> {
  const { page, errors } = await play(url, { quality });
  const session = await page.context().newCDPSession(page);
  for (const screen of screens) {
    await show(session, screen);
    await expectAimFromBody(page, `${screen[0]}, ${quality} quality`);
  }
  expect(errors).toEqual([]);
}
