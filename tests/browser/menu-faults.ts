import { openContext } from "./contexts.ts";
import "./menu-page/api.ts";
import { lastingFaults } from "./lasting-faults.ts";
import { menuPage } from "./made-pages.ts";
import { MENU_SCENES } from "./menu-scenes.ts";
import { takePicture } from "./pictures.ts";
import type { Sizes } from "./sizes.ts";

/** What can't be read or reached in any scene of the menu, markup that has run as a script, and the errors of the page. */
export async function findMenuFaults(device: keyof Sizes, sizes: Sizes): Promise<readonly string[]> {
  const touch = device === "touch";
  const context = await openContext({ hasTouch: touch, isMobile: touch });
  const { page, errors } = await menuPage.openIn(context);
  await page.waitForFunction(() => "menuPage" in window);
  const faults: string[] = [];
  for (const [name, { prepare, open, ...setting }] of Object.entries(MENU_SCENES)) {
    await prepare?.(page);
    await page.evaluate((shown) => window.menuPage?.show(shown), { device, ...setting });
    await open?.(page);
    for (const [width, height] of sizes[device]) {
      const size = `${width}x${height}`;
      await page.setViewportSize({ width, height });
      const found = await lastingFaults(page, [width, height], findFaults);
      await takePicture(page, `menu/${name}-${size}`);
      for (const fault of found) faults.push(`${name} at ${size}: ${fault}`);
    }
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }
  if (await page.evaluate(() => "hacked" in window)) faults.push("markup has run as a script");
  // One of the scenes has a server without an answer.
  return [...faults, ...errors.filter((error) => !/Failed to load resource/.test(error))];
}

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
