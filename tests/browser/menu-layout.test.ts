import { beforeAll, expect, test } from "vitest";

import { menuPage } from "./made-pages.ts";
import { findMenuFaults } from "./menu-faults.ts";
import { MENU_SIZES } from "./sizes.ts";

beforeAll(() => menuPage.build());

test.for(["touch", "keyboard"] as const)(
  "on every kind of screen with %s every menu scene can be read and reached",
  async (device) => expect(await findMenuFaults(device, MENU_SIZES)).toEqual([]),
);
