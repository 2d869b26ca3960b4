import { beforeAll, expect, test } from "vitest";

import "../browser/close-contexts.ts";
import { findHudFaults, findScaledFaults } from "../browser/hud-faults.ts";
import { hudPage, menuPage } from "../browser/made-pages.ts";
import { findMenuFaults } from "../browser/menu-faults.ts";
import { ALL_HUD_SIZES, ALL_MENU_SIZES, ALL_SCALED_SIZES } from "../browser/sizes.ts";

const DEVICES = ["touch", "keyboard"] as const;
const TIMEOUT = { timeout: 300_000 };

beforeAll(() => Promise.all([hudPage.build(), menuPage.build()]));

test.for(DEVICES)(
  "on every size of a screen with %s every part of the HUD is on the screen and no two overlap",
  TIMEOUT,
  async (device) => expect(await findHudFaults(device, ALL_HUD_SIZES)).toEqual([]),
);

test.for(DEVICES)(
  "however large or small a player with %s wants the HUD, no two parts of it overlap",
  TIMEOUT,
  async (device) => expect(await findScaledFaults(device, ALL_SCALED_SIZES)).toEqual([]),
);

test.for(DEVICES)(
  "on every size of a screen with %s every menu scene can be read and reached",
  TIMEOUT,
  async (device) => expect(await findMenuFaults(device, ALL_MENU_SIZES)).toEqual([]),
);
