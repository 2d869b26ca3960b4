import { expect, test } from "vitest";

import { IDLE, TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { bodyOf } from "./enter.ts";
import { ask, openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

test("a new player joins by keyboard, moves, shoots another, sees its health fall and kills it", async () => {
  const { page, errors, screenshot } = await openPage(server.http, { sound: true });
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  await screenshot("menu");
  await page.keyboard.type("Newcomer");
  await page.keyboard.press("Enter");
  const start = await bodyOf(page);
  expect(start.name).toBe("Newcomer");

  const key = start.x > 10 ? "KeyA" : "KeyD";
  await page.keyboard.down(key);
  await until("it has moved", async () => Math.abs((await bodyOf(page)).x - start.x) > 1);
  await page.keyboard.up(key);

  // The other comes along the upper wall, where nothing is between the two, and does not shoot.
  const victim = await TestPlayer.join(server.http, "Victim");
  victim.play = (frame) => {
    const ahead = (frame?.others[0]?.x ?? 10) - (frame?.focus.x ?? 10);
    return { ...IDLE, moveX: Math.abs(ahead) > 3 ? Math.sign(ahead) : 0, moveY: -1 };
  };
  await page.keyboard.down("KeyW");
  await page.mouse.down();
  const shootUntil = <T>(what: string, done: Parameters<typeof ask<T>>[1]) =>
    until(what, async () => {
      const aim = await ask(page, ({ frame, toScreen }) => {
        const [other] = frame?.others ?? [];
        return other && toScreen(other.x, other.y);
      });
      if (aim) await page.mouse.move(aim.x, aim.y);
      return ask(page, done);
    });
  await shootUntil("the other is wounded", ({ frame }) => frame?.others.some(({ health }) => health < 1));
  await screenshot("fight");
  await shootUntil("the other is killed", ({ standings }) => standings().some(({ self, kills }) => self && kills > 0));
  await page.mouse.up();

  await page.keyboard.down("Tab");
  await page.getByRole("region", { name: "Scoreboard" }).getByText("Newcomer").waitFor();
  await screenshot("scoreboard");
  expect(errors).toEqual([]);
  await victim.leave();
});

test("the crosshair is there before the mouse moves, where it pressed Play, or in front of the body after a reload", async () => {
  const { page } = await openPage(server.http);
  const play = page.getByRole("button", { name: "Play", exact: true });
  const box = await play.boundingBox();
  await play.click();
  await bodyOf(page);
  const crosshair = await ask(page, ({ pointer }) => pointer());
  expect(crosshair?.x).toBeCloseTo((box?.x ?? 0) + (box?.width ?? 0) / 2, 0);
  expect(crosshair?.y).toBeCloseTo((box?.y ?? 0) + (box?.height ?? 0) / 2, 0);

  await page.reload();
  await bodyOf(page);
  expect(await ask(page, ({ pointer }) => pointer())).toBeDefined();
});
