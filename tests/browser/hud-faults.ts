import { HUD_SCALE } from "@fray/game-client/internal/settings/settings";
import type { BrowserContextOptions, Page } from "playwright-core";

import { openContext } from "./contexts.ts";
import "./hud-page/api.ts";
import { lastingFaults } from "./lasting-faults.ts";
import { hudPage } from "./made-pages.ts";
import { takePicture, TAKES_PICTURES } from "./pictures.ts";
import type { Size, Sizes } from "./sizes.ts";

type Device = keyof Sizes;

/** Scenes that fill all corners of the HUD. */
export const FULL_SCENES = ["ffa", "ctf", "hill", "fallen", "watching"];

/** Parts of the HUD that overlap or leave the screen in any of the scenes, or in any at all, and the errors of the page. */
export async function findHudFaults(
  device: Device,
  sizes: Sizes,
  scenes?: readonly string[],
): Promise<readonly string[]> {
  const touch = device === "touch";
  const { page, frame, errors } = await openFramed({ hasTouch: touch, isMobile: touch });
  const faults: string[] = [];
  for (const scene of scenes ?? (await frame.evaluate(() => window.hudPage?.scenes ?? []))) {
    // A phone has no key for this scene.
    if (touch && scene === "network") continue;
    await frame.evaluate((args) => window.hudPage?.show(args.scene, args.device, { reducedMotion: "on" }), {
      scene,
      device,
    });
    for (const [width, height] of sizes[device]) {
      await resize(page, [width, height]);
      const found = await lastingFaults(frame, [width, height], findFaults);
      await takePicture(page, `hud/${scene}-${width}x${height}`);
      for (const fault of found) faults.push(`${scene} at ${width}x${height}: ${fault}`);
    }
  }
  return [...faults, ...errors];
}

/** The same in a HUD that is as small or as large as its player can want. */
export async function findScaledFaults(device: Device, sizes: Sizes): Promise<readonly string[]> {
  const touch = device === "touch";
  const { page, frame, errors } = await openFramed({ hasTouch: touch, isMobile: touch });
  const faults: string[] = [];
  for (const hudScale of [HUD_SCALE.min, HUD_SCALE.max]) {
    for (const scene of FULL_SCENES) {
      await frame.evaluate((args) => window.hudPage?.show(args.scene, args.device, args.settings), {
        scene,
        device,
        settings: { reducedMotion: "on", hudScale } as const,
      });
      for (const [width, height] of sizes[device]) {
        await resize(page, [width, height]);
        const found = await lastingFaults(frame, [width, height], findFaults);
        await takePicture(page, `hud/${scene}-${width}x${height}-${hudScale}`);
        for (const fault of found) faults.push(`${scene} at ${width}x${height}, ${hudScale}: ${fault}`);
      }
    }
  }
  return [...faults, ...errors];
}

/** The page is in a frame that nobody sees: a layout needs no pixels, and those of a large screen cost most. */
const CORNER = { width: 100, height: 100 };

async function openFramed(device: BrowserContextOptions) {
  const context = await openContext({ ...device, viewport: CORNER });
  const { page, errors } = await hudPage.openIn(context, { framed: true, prepare: silenceServer });
  if (!TAKES_PICTURES) await page.addStyleTag({ content: "iframe { opacity: 0 }" });
  const [, frame] = page.frames();
  if (!frame) throw new Error("there is no frame");
  await frame.waitForFunction(() => "hudPage" in window);
  return { page, frame, errors };
}

/** Blocks the answers of the server, like a restarting one that is asked whether it is back. */
const silenceServer = (page: Page): Promise<unknown> => page.route("**/health", () => {});

async function resize(page: Page, [width, height]: Size): Promise<void> {
  if (TAKES_PICTURES) await page.setViewportSize({ width, height });
  await page.locator("iframe").evaluate((frame, size) => Object.assign(frame, size), { width, height });
}

/** Runs in the page. Checks the contents of the corners and the cards between them. A dialog may cover all of these. */
function findFaults(): string[] {
  const held = [...document.querySelectorAll(".corner > *")].flatMap((child) =>
    getComputedStyle(child).display === "contents" ? Array.from(child.children) : [child],
  );
  const pieces = [...held, ...document.querySelectorAll(".death-card, .results, .scoreboard")]
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
