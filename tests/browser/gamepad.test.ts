import { PAD } from "@fray/game-client/internal/controls/pads";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { holdPad, moveFocusTo, PAD_SCRIPT, tapPad, tiltPad } from "./pad.ts";
import { ask, openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

const ownBody = (page: Page) => ask(page, ({ frame }) => frame?.self);
const shotsFired = async (page: Page) => (await ask(page, ({ stats }) => stats().shots.predicted)) ?? 0;

test("with a gamepad alone a newcomer starts, moves, aims, fires, dashes and is asked whether to leave", async () => {
  const { page, errors, screenshot } = await openPage(server.http, { before: PAD_SCRIPT });
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  await tapPad(page, PAD.a);
  const start = await until("the body is there", async () => {
    const body = await ownBody(page);
    return body?.alive ? body : undefined;
  });

  const towardsMiddle = start.x < 10 ? 1 : -1;
  await tiltPad(page, [towardsMiddle, 0], [0, 0]);
  await until("it has moved", async () => Math.abs(((await ownBody(page))?.x ?? start.x) - start.x) > 1);
  await tiltPad(page, [0, 0], [0, -1]);
  await until("it aims up", async () => Math.abs(((await ownBody(page))?.aim ?? 0) - 1.5 * Math.PI) < 0.01);
  await tiltPad(page, [0, 0], [0, 0]);
  await holdPad(page, [PAD.rightTrigger]);
  await until("it fires", async () => (await shotsFired(page)) > 2);
  expect(Math.sin((await ownBody(page))?.aim ?? 0)).toBeLessThan(-0.99);
  await screenshot("gamepad");
  await holdPad(page, []);
  await tiltPad(page, [towardsMiddle, 0], [0, -1]);
  await tapPad(page, PAD.rightBumper);
  await until("it dashes", async () => ((await ownBody(page))?.dash ?? 1) < 1);

  await tapPad(page, PAD.menu);
  await page.getByRole("dialog").waitFor();
  await screenshot("gamepad-menu");
  const before = await until("it stands", () => ownBody(page));
  await tapPad(page, PAD.menu);
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  // Moves back, because a wall may be in front by now.
  await tiltPad(page, [-towardsMiddle, 0], [0, -1]);
  await until("it moves again", async () => Math.abs(((await ownBody(page))?.x ?? before.x) - before.x) > 0.5);
  expect(errors).toEqual([]);
});

test("a gamepad alone opens the settings, changes one and returns; its menu button plays", async () => {
  const { page, screenshot } = await openPage(server.http, { before: PAD_SCRIPT });
  const volume = page.getByRole("slider", { name: "Volume" });
  await moveFocusTo(page, page.getByRole("button", { name: "Settings" }));
  await tapPad(page, PAD.a);
  await volume.waitFor();
  await moveFocusTo(page, volume);
  const before = await volume.inputValue();
  await tapPad(page, PAD.left);
  await until("it is softer", async () => (await volume.inputValue()) < before);
  await screenshot("gamepad-settings");
  await tapPad(page, PAD.b);
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await tapPad(page, PAD.menu);
  await until("it plays", () => ownBody(page));
});
