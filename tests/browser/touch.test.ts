import { expect, test } from "vitest";

import { IDLE, TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { PAD_SCRIPT, tiltPad } from "./pad.ts";
import { ask, openPage } from "./page.ts";
import { expectFightByFingers, joinOnPhone, ownBody, PHONE, SIDEWAYS, UPRIGHT } from "./phone.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

test("on a phone held upright a newcomer joins, moves, aims, fires and dashes with several fingers at once", () =>
  expectFightByFingers(server.http, "upright", UPRIGHT));

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
  const { page } = await joinOnPhone(server.http, UPRIGHT);
  await page.getByRole("button", { name: "Menu" }).tap();
  await page.getByRole("button", { name: "Full screen" }).tap();
  await until("the page fills the screen", () => page.evaluate(() => document.fullscreenElement !== null));
});

test("a finger that leaves the page releases its button; sticks, buttons and the HUD stay clear of a phone's notch", async () => {
  const { page, screenshot, fingers } = await joinOnPhone(server.http, SIDEWAYS);
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
  const { page, fingers } = await joinOnPhone(server.http, SIDEWAYS, PAD_SCRIPT);
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
