import { HULL_PAINTS } from "@fray/game-client/internal/settings/hull-paints";
import { COLORS, packAppearance } from "@fray/shared-state/protocol/appearance";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { until } from "../support/until.ts";
import { ask } from "./page.ts";
import { useServer } from "./use-server.ts";
import { card, killcam, LONG_ROUND, openVictim, textOf } from "./victim.ts";

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
            if (count > 40) return resolve();
          }
          requestAnimationFrame(look);
        };
        // A drawing buffer can be read in the frame in which it was drawn.
        requestAnimationFrame(look);
      }),
    [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)),
  );

test("the death card offers what the killer saw; a key shows it, any key skips it, and the respawn ends it", async () => {
  const { page, kill, revive, errors, screenshot } = await openVictim(server.http);
  await kill();
  await card(page).getByRole("button", { name: "What they saw" }).waitFor();
  await screenshot("killcam-offer");
  await page.keyboard.press("KeyR");
  await killcam(page).waitFor();
  expect(await textOf(killcam(page))).toMatch(/What Hunter saw.*on the server.*back in/);
  expect(await card(page).count()).toBe(0);
  await screenshot("killcam-begins");
  await until(
    "it shows where the victim was",
    async () => (await page.locator(".clip-ring:not([hidden])").count()) === 3,
  );
  await screenshot("killcam-ends");
  await page.keyboard.press("KeyM");
  await killcam(page).waitFor({ state: "detached" });
  await card(page).waitFor();
  // It can be had once.
  expect(await card(page).getByRole("button").count()).toBe(0);
  revive();
  await until("it is back", () => ask(page, ({ frame }) => frame?.self?.alive));

  await kill();
  await card(page).getByRole("button", { name: "What they saw" }).click();
  await killcam(page).waitFor();
  revive();
  await until("it is back again", () => ask(page, ({ frame }) => frame?.self?.alive));
  await killcam(page).waitFor({ state: "detached" });
  expect(errors).toEqual([]);
});

test("a clip shows fighters in the looks that they wear", async () => {
  const { page, kill, errors, screenshot } = await openVictim(server.http);
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

test("the best moment of the round comes before the results, and a key skips it", async () => {
  const { page, kill, revive, errors, screenshot } = await openVictim(server.http);
  await kill();
  revive();
  await until("it is back", () => ask(page, ({ frame }) => frame?.self?.alive));
  onlyRoom().control.endRound();
  const best = page.getByRole("status", { name: "Best moment" });
  await best.waitFor();
  expect(await textOf(best)).toContain("Best moment: Hunter");
  expect(await page.getByRole("dialog", { name: "Results" }).count()).toBe(0);
  await screenshot("best-moment");
  // A key that was meant for the fight does not skip it.
  await until("it is skipped", async () => {
    await page.keyboard.press("Space");
    return (await best.count()) === 0;
  });
  await page.getByRole("dialog", { name: "Results" }).waitFor();
  expect(errors).toEqual([]);
});
