import { beforeAll, expect, test } from "vitest";

import { menuPage } from "./made-pages.ts";
import { findMenuFaults } from "./menu-faults.ts";
import { TAKES_PICTURES } from "./pictures.ts";
import { MENU_SIZES } from "./sizes.ts";

beforeAll(() => menuPage.build());

// A narrow screen has the least room; `tests/long/layouts.test.ts` has wide ones.
test.for(TAKES_PICTURES ? (["touch", "keyboard"] as const) : (["touch"] as const))(
  "on every kind of screen with %s every menu scene can be read and reached",
  async (device) => expect(await findMenuFaults(device, MENU_SIZES)).toEqual([]),
);
