import { devices } from "playwright-core";
import { beforeAll, expect, test } from "vitest";

import { axeFaults } from "./axe.ts";
import { openContext } from "./contexts.ts";
import "./hud-page/api.ts";
import { hudPage } from "./made-pages.ts";
import { takePicture } from "./pictures.ts";

beforeAll(() => hudPage.build());

/** What is open in each scene. The scenes of other dialogs are looked at where they are used. */
const OPEN = {
  phrases: ".phrases",
  party: ".party",
  people: ".people-list",
  "manage-room": ".people-list",
  banned: ".dialog",
  scoreboard: ".scoreboard",
  "scoreboard-teams": ".scoreboard",
  training: ".training",
} as const;

const { viewport, ...phone } = devices["Pixel 7"];
const SCREENS = [
  ["a desk", { width: 1024, height: 768 }, {}, "keyboard"],
  ["a phone", viewport, phone, "touch"],
] as const;

test.each(SCREENS)("axe finds no fault in what opens over a game on %s", async (name, size, device, last) => {
  for (const [scene, element] of Object.entries(OPEN)) {
    const { page, errors } = await hudPage.openIn(await openContext({ ...device, viewport: size }));
    await page.waitForFunction(() => "hudPage" in window);
    await page.evaluate(([shown, used]) => window.hudPage?.show(shown, used, { reducedMotion: "on" }), [
      scene,
      last,
    ] as const);
    await page.locator(element).first().waitFor();
    await takePicture(page, `dialogs-${name.replace("a ", "")}-${scene}`);
    expect(await axeFaults(page), scene).toEqual([]);
    // Style sheets come with the parts that import them: another dialog may not have been open before.
    const borders = await page.locator("fieldset").evaluateAll((all) => all.map((one) => getComputedStyle(one).border));
    expect(
      borders.filter((border) => !border.startsWith("0px")),
      scene,
    ).toEqual([]);
    expect(errors).toEqual([]);
  }
});
