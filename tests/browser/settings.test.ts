import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { bodyOf, enter } from "./enter.ts";
import { openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

async function openSettings(page: Page) {
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await dialog.waitFor();
  return dialog;
}

const variable = (page: Page, name: string): Promise<string> =>
  page.evaluate((of) => getComputedStyle(document.documentElement).getPropertyValue(of).trim(), name);

/** The colour of the own body on the arena's canvas, at some distance from its middle. */
async function bodyColour(page: Page): Promise<string> {
  await bodyOf(page);
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        requestAnimationFrame(() => {
          const canvas = document.querySelector<HTMLCanvasElement>("#stage canvas");
          const self = window.__fray?.frame?.self;
          const at = self && window.__fray?.toScreen(self.x, self.y);
          const copy = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          if (!canvas || !at || !copy) return resolve("");
          const ratio = canvas.width / canvas.clientWidth;
          copy.drawImage(canvas, (at.x - 6) * ratio, (at.y - 6) * ratio, 12, 12, 0, 0, 12, 12);
          resolve(copy.getImageData(0, 0, 12, 12).data.slice(0, 4).join());
        });
      }),
  );
}

test("settings apply at once and survive a reload", async () => {
  const { page, errors, screenshot } = await openPage(server.http);
  const dialog = await openSettings(page);
  await dialog.getByLabel("Volume").fill("0.25");
  await dialog.getByLabel("Mute").check();
  await dialog.getByLabel("Colour-blind safe").check();
  await dialog.getByLabel("Reduced").check();
  await dialog.getByLabel("Camera shake").fill("0.5");
  await dialog.getByLabel("Size of panels").fill("1.2");
  await dialog.getByLabel("Minimap", { exact: true }).uncheck();
  await screenshot("settings");
  await page.reload();
  const again = await openSettings(page);
  expect(await again.getByLabel("Volume").inputValue()).toBe("0.25");
  expect(await again.getByLabel("Mute").isChecked()).toBe(true);
  expect(await again.getByLabel("Colour-blind safe").isChecked()).toBe(true);
  expect(await again.getByLabel("Reduced").isChecked()).toBe(true);
  expect(await again.getByLabel("Camera shake").inputValue()).toBe("0.5");
  expect(await again.getByLabel("Size of panels").inputValue()).toBe("1.2");
  expect(await again.getByLabel("Minimap", { exact: true }).isChecked()).toBe(false);
  await again.getByRole("button", { name: "Reset all settings" }).click();
  expect(await again.getByLabel("Default").isChecked()).toBe(true);
  expect(await again.getByLabel("Minimap", { exact: true }).isChecked()).toBe(true);
  expect(errors).toEqual([]);
});

test("the dialog keeps the focus and restores it when it closes, and Escape closes it", async () => {
  const { page } = await openPage(server.http);
  const dialog = await openSettings(page);
  const focusIn = () => dialog.evaluate((card) => card.contains(document.activeElement));
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    expect(await focusIn()).toBe(true);
  }
  await page.keyboard.press("Shift+Tab");
  expect(await focusIn()).toBe(true);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Settings");
});

test("another palette changes the page's colours and the arena's; M hides and shows the minimap, and a reload keeps that choice", async () => {
  const { page, screenshot } = await enter(server.http, "Painter");
  const before = { blue: await variable(page, "--blue"), orange: await variable(page, "--orange") };
  const bodyBefore = await until("the body is drawn", () => bodyColour(page));
  await page.keyboard.press("Escape");
  const dialog = await openSettings(page);
  await dialog.getByLabel("Colour-blind safe").check();
  expect(await variable(page, "--blue")).not.toBe(before.blue);
  expect(await variable(page, "--orange")).not.toBe(before.orange);
  await page.keyboard.press("Escape");
  await screenshot("palette-colour-blind");
  await until("the body has another colour", async () => {
    const colour = await bodyColour(page);
    return colour !== "" && colour !== bodyBefore;
  });

  const minimap = page.getByRole("img", { name: "Map of the arena" });
  await minimap.waitFor();
  await page.keyboard.press("KeyM");
  await minimap.waitFor({ state: "hidden" });
  await page.reload();
  await bodyOf(page);
  await minimap.waitFor({ state: "hidden" });
  await page.keyboard.press("KeyM");
  await minimap.waitFor();
});

test("reduced motion, by the game's or the system's setting, makes the page stand still", async () => {
  const { page, screenshot } = await openPage(server.http);
  const moving = () =>
    page.evaluate(() =>
      document.getAnimations().some(({ playState, effect }) => {
        const { iterations, duration } = effect?.getComputedTiming() ?? {};
        return playState === "running" && (iterations === Infinity || Number(duration) > 10);
      }),
    );
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  expect(await moving()).toBe(true);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await until("the system's intent is heard", async () => !(await moving()));
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await until("it moves again", moving);
  const dialog = await openSettings(page);
  await dialog.getByLabel("Reduced").check();
  await page.keyboard.press("Escape");
  await until("the setting is heard", async () => !(await moving()));
  await screenshot("reduced-motion");
});
