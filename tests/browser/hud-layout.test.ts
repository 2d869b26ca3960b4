import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";

import { openContext } from "./contexts.ts";
import type { HudPage } from "./hud-page/api.ts";
import { hudPage } from "./made-pages.ts";

const SIZES = [
  { width: 360, height: 740, device: "touch" },
  { width: 740, height: 360, device: "touch" },
  { width: 800, height: 600, device: "keyboard" },
  { width: 960, height: 540, device: "keyboard" },
  { width: 1280, height: 720, device: "keyboard" },
  { width: 1920, height: 1080, device: "keyboard" },
  { width: 2560, height: 1440, device: "keyboard" },
] as const;

beforeAll(() => hudPage.build());

test.for(SIZES)(
  "on a screen of $width x $height every part of the HUD is on the screen and no two overlap",
  { timeout: 120_000 },
  async ({ width, height, device }) => {
    const touch = device === "touch";
    const viewport = { width, height };
    const { page, errors } = await hudPage.open(browser, {
      viewport,
      hasTouch: touch,
      isMobile: touch,
      prepare: silenceServer,
    });
    await page.waitForFunction(() => "hudPage" in window);
    const faults: string[] = [];
    for (const scene of await page.evaluate(() => window.hudPage?.scenes ?? [])) {
      // A phone has no key for this scene.
      if (touch && scene === "network") continue;
      await show(page, scene, device);
      await page.screenshot({ path: `${SCREENSHOTS}${scene}-${width}x${height}.png` });
      for (const fault of await page.evaluate(findFaults)) faults.push(`${scene}: ${fault}`);
    }
    expect(faults).toEqual([]);
    expect(errors).toEqual([]);
  },
);

/** Blocks the answers of the server, like a restarting one that is asked whether it is back. */
const silenceServer = (page: Page): Promise<unknown> => page.route("**/health", () => {});

async function show(page: Page, ...[scene, device]: Parameters<HudPage["show"]>): Promise<void> {
  await page.evaluate((args) => window.hudPage?.show(args.scene, args.device, { reducedMotion: "on" }), {
    scene,
    device,
  });
}

/** Runs in the page. Checks the contents of the corners and the cards between them. A dialog may cover all of these. */
function findFaults(): string[] {
  const held = [...document.querySelectorAll(".corner > *")].flatMap((child) =>
    getComputedStyle(child).display === "contents" ? Array.from(child.children) : [child],
  );
  const pieces = [...held, ...document.querySelectorAll(".death-card, .podium, .scoreboard")]
    .filter((piece) => piece.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((piece) => ({ name: piece.className, box: piece.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && box.height > 0);
  const faults = pieces
    .filter(({ box }) => box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight)
    .map(({ name }) => `${name} is not all on the screen`);
  for (const [index, { name, box }] of pieces.entries()) {
    for (const other of pieces.slice(index + 1)) {
      // A player who opens one of these looks at nothing else, so it may overlap the rest.
      if (/scoreboard|chat open/.test(`${name} ${other.name}`)) continue;
      const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (wide > 0.5 && high > 0.5) faults.push(`${name} and ${other.name} overlap`);
    }
  }
  return faults;
}
