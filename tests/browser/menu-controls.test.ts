import { PAD } from "@fray/game-client/internal/controls/pads";
import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";

import { openContext } from "./contexts.ts";
import { menuPage } from "./made-pages.ts";
import type { MenuSetting } from "./menu-page/api.ts";
import { moveFocusTo, PAD_SCRIPT, tapPad } from "./pad.ts";

beforeAll(() => menuPage.build());

async function open(setting: MenuSetting): Promise<Page> {
  const { page } = await menuPage.openIn(await openContext(), {
    prepare: (opened) => opened.addInitScript(PAD_SCRIPT),
  });
  await page.waitForFunction(() => "menuPage" in window);
  await page.evaluate((shown) => window.menuPage?.show(shown), setting);
  return page;
}

const request = (page: Page) => page.evaluate(() => window.menuPage?.request);
const focused = (element: Locator) => element.and(element.page().locator(":focus")).waitFor();

test("with keys alone: from the name to the list of rooms, through it and back; Enter creates a room", async () => {
  const page = await open({ device: "keyboard", lobby: "full" });
  const rooms = page.getByRole("button", { name: "Rooms" });
  await focused(page.getByLabel("Your name"));
  const practice = page.getByRole("group", { name: "Practice" });
  const between = [
    page.getByLabel("Mode"),
    page.getByRole("button", { name: "Play", exact: true }),
    practice.getByRole("button", { name: "Training" }),
    practice.getByRole("button", { name: "Practice" }),
    practice.getByLabel("Number of bots"),
    practice.getByLabel("Skill of the bots"),
  ];
  for (const next of [...between, rooms]) {
    await page.keyboard.press("Tab");
    await focused(next);
  }
  await page.keyboard.press("Enter");
  // Moves the focus into the dialog, past its close button.
  await page.getByText("Night shift").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await focused(page.getByRole("tab", { name: /^Rooms/, selected: true }));
  await page.keyboard.press("ArrowRight");
  await focused(page.getByRole("tab", { name: /^Chat/, selected: true }));
  await page.keyboard.press("Escape");
  await focused(rooms);

  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await focused(page.getByLabel("Name", { exact: true }));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Creating…" }).waitFor();
  expect(await request(page)).toMatchObject([
    { create: { name: "", mode: "all", maps: [], maxPlayers: 24, bots: 5, private: false, password: "" } },
  ]);
});

test("with a gamepad alone: a player joins a room of the list", async () => {
  const page = await open({ device: "gamepad", lobby: "full" });
  await moveFocusTo(page, page.getByRole("button", { name: "Rooms" }));
  await tapPad(page, PAD.a);
  await moveFocusTo(page, page.getByRole("button", { name: "Join: Night shift" }));
  await tapPad(page, PAD.a);
  expect(await request(page)).toEqual([{ spectate: false, roomId: "kiln" }]);
  await tapPad(page, PAD.b);
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});
