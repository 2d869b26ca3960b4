import { beforeAll, expect, test } from "vitest";

import { findHudFaults } from "./hud-faults.ts";
import { hudPage } from "./made-pages.ts";
import { HUD_SIZES } from "./sizes.ts";

beforeAll(() => hudPage.build());

test.for(["touch", "keyboard"] as const)(
  "on every kind of screen with %s every part of the HUD is on the screen and no two overlap",
  async (device) => expect(await findHudFaults(device, HUD_SIZES)).toEqual([]),
);
