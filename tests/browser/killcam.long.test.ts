import { PAD } from "@fray/game-client/internal/controls/pads";
import { devices } from "playwright-core";
import { expect, test } from "vitest";

import { PAD_SCRIPT, tapPad } from "./pad.ts";
import { useServer } from "./use-server.ts";
import { card, killcam, LONG_ROUND, openVictim } from "./victim.ts";

const server = useServer(...LONG_ROUND);

test("a gamepad shows it with X and skips it with any button", async () => {
  const { page, kill, errors } = await openVictim(server.http, { before: PAD_SCRIPT });
  await kill();
  // The player turns to the gamepad.
  await tapPad(page, PAD.a);
  await card(page).getByRole("button", { name: "What they saw X" }).waitFor();
  await tapPad(page, PAD.x);
  await killcam(page).waitFor();
  await tapPad(page, PAD.b);
  await killcam(page).waitFor({ state: "detached" });
  expect(errors).toEqual([]);
});

test("on a phone a tap shows it and a tap skips it", async () => {
  const { defaultBrowserType: _type, ...phone } = devices["Pixel 7"];
  const { page, kill, errors, screenshot } = await openVictim(server.http, {
    device: { ...phone, hasTouch: true },
    viewport: phone.viewport,
  });
  await kill();
  await card(page).getByRole("button", { name: "What they saw" }).tap();
  await killcam(page).waitFor();
  await screenshot("killcam-phone");
  await page.touchscreen.tap(100, 400);
  await killcam(page).waitFor({ state: "detached" });
  await card(page).waitFor();
  expect(errors).toEqual([]);
});
