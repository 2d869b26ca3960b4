import type { Page } from "playwright-core";

import { until } from "../support/until.ts";
import { ask, openPage, type GamePage, type PageOptions } from "./page.ts";

/** Opens the game as a new visitor and plays under a name. Resolves when the body is in the world. */
export async function enter(url: string, name: string, options: PageOptions = {}): Promise<GamePage> {
  const opened = await openPage(url, options);
  await opened.page.getByLabel("Your name").fill(name);
  await opened.page.getByRole("button", { name: "Play", exact: true }).click();
  await bodyOf(opened.page);
  return opened;
}

/** Waits for the own body to live, and returns it. The error says what the page says instead. */
export const bodyOf = (page: Page) =>
  until("the body is there", () => ask(page, ({ frame }) => (frame?.self?.alive ? frame.self : undefined))).catch(
    async (cause: unknown) => {
      const text = await page.locator("body").innerText();
      throw new Error(`the body is not there: ${text.replaceAll(/\s+/g, " ").slice(0, 300)}`, { cause });
    },
  );

/** Resolves when the page has drawn some more frames: an error would have happened by then. */
export async function drawFrames(page: Page, count = 10): Promise<void> {
  await page.evaluate(async (frames) => {
    for (let frame = 0; frame < frames; frame++) await new Promise(requestAnimationFrame);
  }, count);
}
