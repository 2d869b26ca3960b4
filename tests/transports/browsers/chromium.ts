import { createRandom } from "@fray/netcode/core";
import type { Page } from "playwright-core";

import { closeContexts, sharedChromium } from "../../browser/contexts.ts";
import { ask, MIDDLE, openPage } from "../../browser/page.ts";
import { buildTestPage, TEST_PAGE } from "../../support/test-page.ts";
import { readProbe, type Browser, type Visitor, type VisitOptions } from "./browser.ts";
import { watchStalls } from "./stalls.ts";

/** How long the player keeps to a direction, in ms. */
const STRETCH_MS = 400;
const KEYS = ["KeyW", "KeyA", "KeyS", "KeyD"] as const;
/** Distance of the mouse from the middle of the page, in CSS pixels. */
const REACH_PX = 100;

/** Chromium with the game's own page. */
export async function openChromium(): Promise<Browser> {
  await buildTestPage();
  const chromium = await sharedChromium();
  return { name: "Chromium", pageFolder: TEST_PAGE, visit, close: () => chromium.close() };
}

async function visit({ url, name, proxy }: VisitOptions): Promise<Visitor> {
  const device = { ignoreHTTPSErrors: true, ...(proxy !== undefined && { proxy: { server: `http://${proxy}` } }) };
  const { page } = await openPage("about:blank", { device });
  let fighting: Promise<void> | undefined;
  let stop = (): void => {};
  return {
    async join() {
      await page.goto(url);
      await page.getByLabel("Your name").fill(name);
      await page.getByRole("button", { name: "Play", exact: true }).click();
    },
    observe: () => ask(page, readProbe),
    async fight(isFighting) {
      if (isFighting) {
        await page.evaluate(watchStalls);
        const ending = new AbortController();
        stop = () => ending.abort();
        fighting = fight(page, ending.signal);
        return;
      }
      stop();
      await fighting;
    },
    async say(text) {
      await page.keyboard.press("Enter");
      const line = page.getByRole("textbox", { name: "Message to everybody" });
      await line.fill(text);
      await page.keyboard.press("Enter");
      await line.waitFor({ state: "detached" });
    },
    shows: async (text) => (await page.getByText(text).count()) > 0,
    text: () => page.locator("body").innerText(),
    async leave() {
      stop();
      await fighting?.catch(() => {});
      await closeContexts();
    },
  };
}

/** Presses keys and the mouse, seeded. */
async function fight(page: Page, signal: AbortSignal): Promise<void> {
  const random = createRandom(1);
  const pick = <Value>(values: readonly Value[]): Value | undefined => values[Math.floor(random() * values.length)];
  while (!signal.aborted) {
    const key = pick(KEYS) ?? "KeyW";
    const angle = random() * 2 * Math.PI;
    await page.mouse.move(MIDDLE.x + Math.cos(angle) * REACH_PX, MIDDLE.y + Math.sin(angle) * REACH_PX);
    await page.keyboard.down(key);
    await page.mouse.down();
    await page.waitForTimeout(STRETCH_MS);
    await page.mouse.up();
    await page.keyboard.up(key);
  }
}
