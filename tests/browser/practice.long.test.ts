import { PAD } from "@fray/game-client/internal/controls/pads";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { Fingers } from "./fingers.ts";
import { isAlive, knows, PRACTICE } from "./learnt.ts";
import { holdPad, moveFocusTo, PAD_SCRIPT, tapPad, tiltPad } from "./pad.ts";
import { ask, openPage } from "./page.ts";
import { PHONE, UPRIGHT } from "./phone.ts";
import { useServerProcess } from "./use-server.ts";

const server = useServerProcess(...PRACTICE);

test("with a gamepad: the training is found, and its steps name and know the pad's buttons", async () => {
  const { page, errors } = await openPage(server.http, { before: PAD_SCRIPT });
  await moveFocusTo(page, page.getByRole("button", { name: "Training" }));
  await tapPad(page, PAD.a);
  await until("the body is there", () => isAlive(page));
  const training = page.getByRole("region", { name: "Training" });
  await until("the stick is named", async () => (await training.locator("kbd").allInnerTexts()).includes("Left stick"));
  const towards = ((await ask(page, ({ frame }) => frame?.self?.x)) ?? 0) < 10 ? 1 : -1;
  await tiltPad(page, [towards, 0], [0, -1]);
  await knows("move", page);
  await holdPad(page, [PAD.rightTrigger]);
  await knows("fire", page);
  await holdPad(page, [PAD.a]);
  await knows("dash", page);
  await holdPad(page, []);
  expect(errors).toEqual([]);
});

test("with touch: the training names thumbs, and knows what they did", async () => {
  const { page, errors, screenshot } = await openPage(server.http, { viewport: UPRIGHT, device: PHONE });
  await page.getByRole("button", { name: "Training" }).tap();
  await until("the body is there", () => isAlive(page));
  const training = page.getByRole("region", { name: "Training" });
  await until("the thumb is named", async () => (await training.locator("kbd").allInnerTexts()).includes("Left thumb"));
  await screenshot("training-touch");
  const fingers = await Fingers.on(page);
  const towards = ((await ask(page, ({ frame }) => frame?.self?.x)) ?? 0) < 10 ? 1 : -1;
  await fingers.press(1, { x: 88, y: UPRIGHT.height - 88 });
  await fingers.drag(1, { x: 88 + towards * 50, y: UPRIGHT.height - 88 });
  await knows("move", page);
  await fingers.press(2, { x: UPRIGHT.width - 88, y: UPRIGHT.height - 88 });
  await fingers.drag(2, { x: UPRIGHT.width - 38, y: UPRIGHT.height - 88 });
  await knows("fire", page);
  expect(errors).toEqual([]);
});
