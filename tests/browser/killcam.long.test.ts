import { PAD } from "@fray/game-client/internal/controls/pads";
import { HULL_PAINTS } from "@fray/game-client/internal/settings/hull-paints";
import { COLORS, packAppearance } from "@fray/shared-state/protocol/appearance";
import { devices, type Page } from "playwright-core";
import { expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { PAD_SCRIPT, tapPad } from "./pad.ts";
import { useServer } from "./use-server.ts";
import { card, killcam, LONG_ROUND, openVictim } from "./victim.ts";

const server = useServer(...LONG_ROUND);

/** Waits until a clip has shown something in about the colour of a hull. It may be over before the test looks. */
const isShownIn = (page: Page, color: string): Promise<void> =>
  page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          const canvas = document.querySelector<HTMLCanvasElement>("#stage canvas");
          if (canvas && document.querySelector(".clip-caption")) {
            const { width, height } = canvas;
            const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
            copy?.drawImage(canvas, 0, 0);
            const pixels = copy?.getImageData(0, 0, width, height).data ?? [];
            let count = 0;
            for (let index = 0; index < pixels.length; index += 4) {
              const isFar = wanted.some((channel, place) => Math.abs((pixels[index + place] ?? 0) - channel) > 16);
              if (!isFar) count++;
            }
            if (count > 20) return resolve();
          }
          requestAnimationFrame(look);
        };
        // A drawing buffer can be read in the frame in which it was drawn.
        requestAnimationFrame(look);
      }),
    [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)),
  );

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

// A busy machine may draw the three seconds of the clip in a few frames.
test("a clip shows fighters in the looks that they wear", { retry: 2, timeout: 60_000 }, async () => {
  const { page, kill, errors, screenshot } = await openVictim(server.http, { viewport: { width: 960, height: 540 } });
  const hunter = [...onlyRoom().state.roster.values()].find(({ name }) => name === "Hunter");
  const color = "lime";
  const look = packAppearance({ color: COLORS.indexOf(color), pattern: 1, trail: 3 });
  Object.assign(hunter ?? {}, { look });
  await kill();
  await card(page).getByRole("button", { name: "What they saw" }).waitFor();
  const shown = isShownIn(page, HULL_PAINTS.default[color]);
  await page.keyboard.press("KeyR");
  await shown;
  await screenshot("killcam-look");
  expect(errors).toEqual([]);
});
