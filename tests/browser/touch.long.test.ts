import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { drawFrames } from "./enter.ts";
import { ask } from "./page.ts";
import { expectFightByFingers, joinOnPhone, ownBody, SIDEWAYS, UPRIGHT } from "./phone.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

test("on a phone held sideways a newcomer joins, moves, aims, fires and dashes with several fingers at once", () =>
  expectFightByFingers(server.http, "sideways", SIDEWAYS));

/** How far the page is scrolled and zoomed. */
const viewOf = (page: Page) => page.evaluate(() => [scrollX, scrollY, visualViewport?.scale, visualViewport?.pageTop]);

test("a phone held upright shows a wide part of the arena, with no button over the own body at any edge; fingers that pinch, swipe and tap twice neither scroll nor zoom the page", async () => {
  const { page, screenshot, fingers } = await joinOnPhone(server.http, UPRIGHT);
  const perU = (await ask(page, ({ toScreen }) => toScreen(1, 0).x - toScreen(0, 0).x)) ?? Infinity;
  expect(UPRIGHT.width / perU).toBeGreaterThan(9);
  const thumb = { x: 88, y: UPRIGHT.height - 88 };
  await fingers.press(1, thumb);
  for (const [edge, y] of [
    ["lower", 50],
    ["upper", -50],
  ] as const) {
    await fingers.drag(1, { x: thumb.x, y: thumb.y + y });
    await until(`it has come to the ${edge} edge or a wall`, async () => {
      const before = (await ownBody(page))?.y;
      await drawFrames(page);
      return before === (await ownBody(page))?.y;
    });
    await screenshot(`touch-upright-${edge}`);
    expect(await buttonsOverBody(page)).toEqual([]);
  }
  await fingers.lift(1);

  expect(await viewOf(page)).toEqual([0, 0, 1, 0]);
  await fingers.press(1, { x: 180, y: 400 });
  await fingers.press(2, { x: 230, y: 400 });
  await Promise.all([fingers.drag(1, { x: 40, y: 500 }), fingers.drag(2, { x: 380, y: 300 })]);
  await fingers.lift(1);
  await fingers.lift(2);
  for (let tap = 0; tap < 2; tap++) {
    await fingers.press(1, { x: 300, y: 500 });
    await fingers.lift(1);
  }
  await fingers.press(1, { x: 200, y: 200 });
  await fingers.drag(1, { x: 200, y: 700 });
  await fingers.lift(1);
  expect(await viewOf(page)).toEqual([0, 0, 1, 0]);
});

test("a phone held sideways shows the own body through its buttons and sticks in a corner of the map", async () => {
  const { page, screenshot, fingers } = await joinOnPhone(server.http, SIDEWAYS);
  const thumb = { x: SIDEWAYS.width / 3, y: SIDEWAYS.height / 2 };
  await fingers.press(1, thumb);
  await fingers.drag(1, { x: thumb.x + 45, y: thumb.y + 45 });
  const opacities = await until("the body is under a button", async () => {
    const over = await padsOverBody(page);
    return over.length > 0 && over;
  });
  for (const opacity of opacities) expect(opacity).toBeLessThan(0.4);
  await screenshot("touch-sideways-corner");
});

/** How opaque the sticks and buttons are that are over the own body. */
const padsOverBody = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => {
    const probe = window.__fray;
    const self = probe?.frame?.self;
    if (!probe || !self) return [];
    const { x, y } = probe.toScreen(self.x, self.y);
    const radius = probe.toScreen(self.x + 0.5, self.y).x - x;
    return [...document.querySelectorAll(".touch .pad-button, .touch .stick svg")]
      .filter((pad) => {
        const { left, top, right, bottom } = pad.getBoundingClientRect();
        return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) < radius;
      })
      .map((pad) => Number(getComputedStyle(pad).opacity));
  });

/** The buttons of the arena and of the HUD that are over the own body. */
const buttonsOverBody = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const probe = window.__fray;
    const self = probe?.frame?.self;
    if (!probe || !self) return ["there is no body"];
    const { x, y } = probe.toScreen(self.x, self.y);
    const radius = probe.toScreen(self.x + 0.5, self.y).x - x;
    return [...document.querySelectorAll("#stage button, #hud button")]
      .filter((button) => {
        const { left, top, right, bottom } = button.getBoundingClientRect();
        return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) < radius;
      })
      .map((button) => button.getAttribute("aria-label") ?? "");
  });
