import { SCREEN_U } from "@fray/shared-state/protocol/screen";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { openContext } from "./contexts.ts";
import { bodyOf } from "./enter.ts";
import { openPage } from "./page.ts";
import { expectAimFromBody, expectAimOn, gapAround, PAGE_TOLERANCE_PX, play, SCREENS, show } from "./screens.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

// `tests/long/screens.test.ts` has all screens.
test.each(["low", "high"] as const)(
  "the arena fills the page and aim starts at the drawn body, however the page changes its size or ratio, in %s quality",
  (quality) => expectAimOn(SCREENS, server.http, quality),
);

test("the arena fills the page when the quality changes after a change of the window's size", async () => {
  const { page } = await play(server.http, { quality: "high" });
  const session = await page.context().newCDPSession(page);
  await show(session, ["a window of another size", 760, 428, 1]);
  await expectAimFromBody(page, "high quality");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  const widthOf = () => page.evaluate(() => document.querySelector<HTMLCanvasElement>("#stage canvas")?.width);
  for (const [label, width] of [
    ["Low", 570],
    ["High", 760],
  ] as const) {
    await dialog.getByLabel(label, { exact: true }).check();
    await until(`the canvas has the pixels of ${label} quality`, async () => (await widthOf()) === width);
    expect(await gapAround(page)).toBeLessThanOrEqual(PAGE_TOLERANCE_PX);
  }
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await expectAimFromBody(page, "high quality again");
});

test("the arena follows the window's size without any event", async () => {
  const context = await openContext({ viewport: null });
  // Disables all events for changes of the window's size or pixel ratio.
  await context.addInitScript(() => {
    localStorage.setItem("fray.settings", '{"quality":"high","reducedMotion":"on"}');
    addEventListener("resize", (event) => event.stopImmediatePropagation(), { capture: true });
  });
  const page = await context.newPage();
  await page.goto(server.http);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await bodyOf(page);
  const session = await context.newCDPSession(page);
  const { windowId } = await session.send("Browser.getWindowForTarget");
  for (const [width, height] of [
    [600, 460],
    [860, 420],
  ] as const) {
    await session.send("Browser.setWindowBounds", { windowId, bounds: { width, height } });
    await until("the page has followed its window", () =>
      page.evaluate((wanted) => Math.abs(innerWidth - wanted) < 40, width),
    );
    await expectAimFromBody(page, `a window of ${width} x ${height}`);
  }
});

test.each([
  ["ultrawide", 860, 360],
  ["16:10", 640, 400],
  ["4:3", 640, 480],
] as const)(
  "a screen that is %s shows the same rectangle of the world, and nothing beside it",
  async (name, width, height) => {
    const { page, errors, screenshot } = await openPage(server.http, { viewport: { width, height } });
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await bodyOf(page);
    const shown = await page.evaluate(() => {
      const probe = window.__fray;
      const canvas = document.querySelector<HTMLCanvasElement>("#stage canvas");
      const at = (x: number) => probe?.toScreen(x, 0).x ?? 0;
      const [down = 0, across = down] = Array.from(canvas?.style.clipPath.matchAll(/[\d.]+/g) ?? [], Number);
      return { u: at(1) - at(0), width: innerWidth - 2 * across, height: innerHeight - 2 * down };
    });
    expect(shown.width / shown.u).toBeCloseTo(SCREEN_U.width, 1);
    expect(shown.height / shown.u).toBeCloseTo(SCREEN_U.height, 1);
    await screenshot(`shape-${name.replace(":", "-")}`);
    expect(errors).toEqual([]);
  },
);
