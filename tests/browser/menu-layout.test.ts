import { beforeAll, expect, test } from "vitest";

import { openContext } from "./contexts.ts";
import "./menu-page/api.ts";
import { drawFrames } from "./enter.ts";
import { menuPage } from "./made-pages.ts";
import { MENU_SCENES } from "./menu-scenes.ts";

const SIZES = [
  { width: 360, height: 740, device: "touch" },
  { width: 740, height: 360, device: "touch" },
  { width: 1280, height: 720, device: "keyboard" },
] as const;

beforeAll(() => menuPage.build());

test.for(SIZES)(
  "on a screen of $width x $height every menu scene can be read and reached",
  { timeout: 120_000 },
  async ({ width, height, device }) => {
    const touch = device === "touch";
    const viewport = { width, height };
    const { page, errors } = await menuPage.open(browser, { viewport, hasTouch: touch, isMobile: touch });
    await page.waitForFunction(() => "menuPage" in window);
    const faults: string[] = [];
    for (const [name, { prepare, open, ...setting }] of Object.entries(MENU_SCENES)) {
      await prepare?.(page);
      await page.evaluate((shown) => window.menuPage?.show(shown), { device, ...setting });
      await open?.(page);
      await drawFrames(page, 3);
      await page.screenshot({ path: `${SCREENSHOTS}${name}-${width}x${height}.png` });
      for (const fault of await page.evaluate(findFaults)) faults.push(`${name}: ${fault}`);
      await page.unrouteAll({ behavior: "ignoreErrors" });
    }
    expect(faults).toEqual([]);
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    // One of the scenes has a server without an answer.
    expect(errors.filter((error) => !/Failed to load resource/.test(error))).toEqual([]);
  },
);

/** Runs in the page. Finds cut text, and buttons that are too small or covered. */
function findFaults(): string[] {
  const faults: string[] = [];
  const place = document.querySelector("[role=dialog]") ?? document.querySelector(".menu");
  if (!place) return ["there is nothing"];
  const outer = place.getBoundingClientRect();
  if (outer.left < 0 || outer.top < 0 || outer.right > innerWidth || outer.bottom > innerHeight) {
    faults.push("it is not all on the screen");
  }
  for (const element of place.querySelectorAll<HTMLElement>("button, input, select, p, h2, h3, dt, dd, th, td")) {
    const box = element.getBoundingClientRect();
    const name = `${element.tagName} ${element.className} "${element.textContent.slice(0, 24)}"`;
    if (!element.checkVisibility() || element.classList.contains("visually-hidden")) continue;
    if (box.left < outer.left - 0.5 || box.right > outer.right + 0.5) faults.push(`${name} is cut off at the side`);
    if (element.matches("button") && element.scrollWidth > element.clientWidth + 1)
      faults.push(`${name} is too narrow`);
    if (element.matches("button, select") && Math.min(box.width, box.height) < 24) faults.push(`${name} is too small`);
  }
  return faults;
}
