import { devices, type Page } from "playwright-core";
import { expect, test } from "vitest";

import { IDLE, TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { drawFrames } from "./enter.ts";
import { Fingers } from "./fingers.ts";
import { PAD_SCRIPT, tiltPad } from "./pad.ts";
import { ask, openPage, PIXEL_RATIO } from "./page.ts";
import { useServer } from "./use-server.ts";

const PHONE = { ...devices["Pixel 7"], deviceScaleFactor: PIXEL_RATIO };
const UPRIGHT = { width: 412, height: 839 };
const SIDEWAYS = { width: 839, height: 412 };

const server = useServer("--map", "duel");

async function join(viewport: typeof UPRIGHT, before = "") {
  const opened = await openPage(server.http, { viewport, device: PHONE, before });
  await opened.page.getByRole("button", { name: "Play", exact: true }).tap();
  await until("the body is there", async () => (await ownBody(opened.page))?.alive);
  return { ...opened, fingers: await Fingers.on(opened.page) };
}

const ownBody = (page: Page) => ask(page, ({ frame }) => frame?.self);
const shotsFired = async (page: Page) => (await ask(page, ({ stats }) => stats().shots.predicted)) ?? 0;

/** The middle of a button of the arena. */
async function middleOf(page: Page, label: string) {
  const box = await page.locator(`#stage button[aria-label="${label}"]`).boundingBox();
  if (!box) throw new Error(`there is no button ${label}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test.each([
  ["upright", UPRIGHT],
  ["sideways", SIDEWAYS],
])(
  "on a phone held %s a newcomer joins, moves, aims, fires and dashes with several fingers at once",
  async (name, viewport) => {
    const { page, errors, screenshot, fingers } = await join(viewport);
    const left = { x: 88, y: viewport.height - 88 };
    const right = { x: viewport.width - 88, y: viewport.height - 88 };
    await screenshot(`touch-${name}-rest`);

    const start = await until("the body is there", () => ownBody(page));
    await fingers.press(1, left);
    await fingers.drag(1, { x: left.x + (start.x < 10 ? 50 : -50), y: left.y });
    await until("it has moved", async () => Math.abs(((await ownBody(page))?.x ?? start.x) - start.x) > 1);

    await fingers.press(2, right);
    await fingers.drag(2, { x: right.x, y: right.y - 24 });
    await until("it aims up", async () => Math.abs(((await ownBody(page))?.aim ?? 0) - 1.5 * Math.PI) < 0.1);
    expect(await shotsFired(page)).toBe(0);
    await fingers.drag(2, { x: right.x - 50, y: right.y });
    await until("it fires", async () => (await shotsFired(page)) > 2);
    expect(Math.cos((await ownBody(page))?.aim ?? 0)).toBeLessThan(-0.9);

    await fingers.press(3, await middleOf(page, "dash"));
    await until("it dashes", async () => ((await ownBody(page))?.dash ?? 1) < 1);
    await screenshot(`touch-${name}`);
    await fingers.lift(3);
    for (const finger of [1, 2]) await fingers.lift(finger);
    await until("nothing is held any more", async () => (await page.locator(".stick.held").count()) === 0);

    await fingers.press(1, await middleOf(page, "special"));
    const before = await shotsFired(page);
    await until("the special fires", async () => (await shotsFired(page)) > before);
    await fingers.lift(1);
    expect(errors).toEqual([]);
  },
);

/** How far the page is scrolled and zoomed. */
const viewOf = (page: Page) => page.evaluate(() => [scrollX, scrollY, visualViewport?.scale, visualViewport?.pageTop]);

test("a phone held upright shows a wide part of the arena, with no button over the own body at any edge; fingers that pinch, swipe and tap twice neither scroll nor zoom the page", async () => {
  const { page, screenshot, fingers } = await join(UPRIGHT);
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
  const { page, screenshot, fingers } = await join(SIDEWAYS);
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

test("a phone held upright is offered to be turned, once", async () => {
  const { page, screenshot } = await openPage(server.http, { viewport: UPRIGHT, device: PHONE });
  const hint = page.getByText("Turn your phone");
  await hint.waitFor();
  await screenshot("touch-turn-hint");
  await page.setViewportSize(SIDEWAYS);
  await hint.waitFor({ state: "hidden" });
  await page.setViewportSize(UPRIGHT);
  await page.getByRole("button", { name: "Hide this hint" }).tap();
  await page.reload();
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  expect(await hint.count()).toBe(0);
});

test("a phone fills its screen with the game by a button of the menu", async () => {
  const { page } = await join(UPRIGHT);
  await page.getByRole("button", { name: "Menu" }).tap();
  await page.getByRole("button", { name: "Full screen" }).tap();
  await until("the page fills the screen", () => page.evaluate(() => document.fullscreenElement !== null));
});

test("a finger that leaves the page releases its button; sticks, buttons and the HUD stay clear of a phone's notch", async () => {
  const { page, screenshot, fingers } = await join(SIDEWAYS);
  await fingers.press(1, { x: 100, y: 300 });
  await fingers.drag(1, { x: 150, y: 300 });
  await until("it is held", async () => (await page.locator(".stick.held").count()) === 1);
  await page.evaluate(() => dispatchEvent(new Event("blur")));
  await until("nothing is held", async () => (await page.locator(".stick.held").count()) === 0);

  const leftOf = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x ?? 0;
  const before = [await leftOf(".stick.move circle"), await leftOf(".corner.map"), await leftOf(".pad-button.special")];
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setSafeAreaInsetsOverride", { insets: { left: 44, right: 44, bottom: 21 } });
  const after = [await leftOf(".stick.move circle"), await leftOf(".corner.map"), await leftOf(".pad-button.special")];
  expect(after.map((left, index) => left - (before[index] ?? 0))).toEqual([44, 44, -44]);
  await screenshot("touch-notch");
});

test("aim assist works on touch screens, unless the settings disable it, and never on a gamepad", async () => {
  const { page, fingers } = await join(SIDEWAYS, PAD_SCRIPT);
  const target = await TestPlayer.join(server.http, "Target");
  // The round begins with the second player, and places all bodies again.
  await until("the round counts", () => ask(page, ({ frame }) => frame?.round.phase === "live"));
  const { x } = await until("the body is there", async () => {
    const body = await ownBody(page);
    return body?.alive && target.frame?.self?.alive && body;
  });
  const side = x < 10 ? 1 : -1;
  // Both bodies stand at the upper wall with nothing between them: the other one is straight to one side.
  target.play = (frame) => ({ ...IDLE, moveX: clamp(x + side * 8 - (frame?.focus.x ?? 0)), moveY: -1 });
  await fingers.press(1, { x: 100, y: 300 });
  await fingers.drag(1, { x: 100, y: 240 });
  await until("both stand there", async () => {
    const self = await ownBody(page);
    const other = target.frame?.focus;
    return self && other && self.y < 0.6 && other.y < 0.6 && Math.abs(other.x - x - side * 8) < 0.3;
  });
  await fingers.lift(1);

  /** The angle between the aim and the other body, in radians, when the thumb points 0.15 off. */
  const offBy = async (device: string): Promise<number> => {
    const off = async () => Math.abs(Math.atan(Math.tan((await ownBody(page))?.aim ?? 0)));
    await until(`it aims by ${device}`, async () => (await off()) > 0.02 && (await off()) < 0.2);
    return off();
  };
  const thumb = { x: Math.cos(0.15) * side, y: Math.sin(0.15) };
  const touch = async () => {
    await fingers.press(2, { x: 700, y: 300 });
    await fingers.drag(2, { x: 700 + thumb.x * 50, y: 300 + thumb.y * 50 });
  };
  await touch();
  // The aim is exactly 0.15 off without assist.
  await until("the aim is helped", async () => (await offBy("touch")) < 0.11);
  await fingers.lift(2);
  await tiltPad(page, [0, 0], [thumb.x, thumb.y]);
  await until("the pad aims", async () => (await offBy("pad")) > 0.14);

  await page.evaluate(`localStorage.setItem("fray.settings", '{"aimAssist":false}')`);
  await page.reload();
  await until("it plays on", async () => (await ownBody(page))?.alive);
  await touch();
  expect(await offBy("touch alone")).toBeGreaterThan(0.14);
  await target.leave();
});

const clamp = (value: number): number => Math.min(1, Math.max(-1, value));
