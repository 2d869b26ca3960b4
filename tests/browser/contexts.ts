import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";

import { launchChromium } from "../support/chromium.ts";

let launched: Promise<Browser> | undefined;
const opened = new Set<BrowserContext>();

/** The Chromium of all files in this process: the first pages of a new one take seconds. It ends with the process. */
export const sharedChromium = (): Promise<Browser> =>
  (launched ??= launchChromium(
    // Without a graphics card this composes the page in a third of the time.
    "--disable-gpu-compositing",
  ));

/** Opens a context that is closed when the test ends. */
export async function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await (await sharedChromium()).newContext(options);
  opened.add(context);
  return context;
}

/** Closes all contexts of the test: a page that still draws slows down the next test. */
export async function closeContexts(): Promise<void> {
  const contexts = [...opened];
  opened.clear();
  await Promise.all(contexts.map((context) => context.close()));
}
