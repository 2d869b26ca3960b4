import { beforeAll, expect, test } from "vitest";

import { findHudFaults, findScaledFaults } from "./hud-faults.ts";
import { hudPage } from "./made-pages.ts";
import { HUD_SIZES, SCALED_SIZES } from "./sizes.ts";

beforeAll(() => hudPage.build());

test.for(["touch", "keyboard"] as const)(
  "on every kind of screen with %s every part of the HUD is on the screen and no two overlap",
  async (device) => expect(await findHudFaults(device, HUD_SIZES)).toEqual([]),
);

test.for(["touch", "keyboard"] as const)(
  "however large or small a player with %s wants the HUD, no two parts of it overlap",
  async (device) => expect(await findScaledFaults(device, SCALED_SIZES)).toEqual([]),
);
