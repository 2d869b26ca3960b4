import { beforeAll, expect, test } from "vitest";

import { findHudFaults, FULL_SCENES } from "./hud-faults.ts";
import { hudPage } from "./made-pages.ts";
import { TAKES_PICTURES } from "./pictures.ts";
import { HUD_SIZES } from "./sizes.ts";

/** `tests/long/layouts.test.ts` has all. So have pictures, which people look at. */
const SCENES = TAKES_PICTURES ? undefined : FULL_SCENES;

beforeAll(() => hudPage.build());

test.for(["touch", "keyboard"] as const)(
  "on every kind of screen with %s every part of the HUD is on the screen and no two overlap",
  async (device) => expect(await findHudFaults(device, HUD_SIZES, SCENES)).toEqual([]),
);
