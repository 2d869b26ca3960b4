import { beforeAll, expect, test } from "vitest";

import { openContext } from "./contexts.ts";
import "./menu-page/api.ts";
import { lastingFaults } from "./lasting-faults.ts";
import { menuPage } from "./made-pages.ts";
import { MENU_SCENES } from "./menu-scenes.ts";
import { takePicture } from "./pictures.ts";

/** Sizes of the page, by what people hold or look at. */
const SIZES = {
  touch: [
    [320, 568],
    [360, 740],
    [412, 915],
    [740, 360],
  ],
  keyboard: [[1280, 720]],
} as const;

beforeAll(() => menuPage.build());

test.for(["touch", "keyboard"] as const)(
  "on every size of a screen with %s every menu scene can be read and reached",
  async (device) => {
    const touch = device === "touch";
    const context = await openContext({ hasTouch: touch, isMobile: touch });
    const { page, errors } = await menuPage.openIn(context);
    await page.waitForFunction(() => "menuPage" in window);
    const faults: string[] = [];
    for (const [name, { prepare, open, ...setting }] of Object.entries(MENU_SCENES)) {
      await prepare?.(page);
      await page.evaluate((shown) => window.menuPage?.show(shown), { device, ...setting });
      await open?.(page);
      for (const [width, height] of SIZES[device]) {
        const size = `${width}x${height}`;
        await page.setViewportSize({ width, height });
        const found = await lastingFaults(page, findFaults);
        await takePicture(page, `menu/${name}-${size}`);
        for (const fault of found) faults.push(`${name} at ${size}: ${fault}`);
      }
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
  for (const element of place.querySelectorAll<HTMLElement>(
    "button, input, select, p, h2, h3, dt, dd, th, td, .wordmark",
  )) {
    const box = element.getBoundingClientRect();
    const name = `${element.tagName} ${element.getAttribute("class") ?? ""} "${element.textContent.slice(0, 24)}"`;
    if (!element.checkVisibility() || element.classList.contains("visually-hidden")) continue;
    if (box.left < outer.left - 0.5 || box.right > outer.right + 0.5) faults.push(`${name} is cut off at the side`);
    if (element.matches("button") && element.scrollWidth > element.clientWidth + 1)
      faults.push(`${name} is too narrow`);
    if (element.matches("button, select") && Math.min(box.width, box.height) < 24) faults.push(`${name} is too small`);
  }
  return faults;
}
