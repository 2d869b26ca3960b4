import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";

import "./hud-page/api.ts";
import { openContext } from "./contexts.ts";
import { hudPage } from "./made-pages.ts";

beforeAll(() => hudPage.build());

const orders = (page: Page) => page.evaluate(() => window.hudPage?.orders());
const press = (dialog: Locator, name: string) => dialog.getByRole("button", { name, exact: true }).click();

test("each owner command is one press away, and only a ban asks for confirmation", async () => {
  const { page } = await hudPage.openIn(await openContext({ viewport: { width: 960, height: 540 } }));
  await page.waitForFunction(() => "hudPage" in window);
  await page.evaluate(() => window.hudPage?.show("manage-room", "keyboard", { reducedMotion: "on" }));
  const dialog = page.getByRole("dialog", { name: "Manage room" });
  await dialog.waitFor();
  // Bots can only be removed by changing their number, and the owner has no commands for themselves.
  expect(await dialog.getByRole("button", { name: /^Kick/ }).count()).toBe(5);
  await press(dialog, "Kick Ada");
  await press(dialog, "Make owner: Dennis");
  await press(dialog, "Ban Margaret");
  await press(dialog, "Cancel");
  await press(dialog, "Ban Margaret");
  await dialog.getByText("Ban Margaret for as long as this room is open?").waitFor();
  expect(await orders(page)).toEqual([
    { type: "kick", id: 1 },
    { type: "pass", id: 7 },
  ]);
  await press(dialog, "Ban Margaret");
  await dialog.getByLabel("Play instead").selectOption("Foundry, King of the hill");
  await press(dialog, "Play now");
  await press(dialog, "Restart this round");
  await press(dialog, "One bot less");
  await press(dialog, "One bot more");
  await dialog.getByLabel(/^Locked/).click();
  expect((await orders(page))?.slice(2)).toEqual([
    { type: "ban", id: 4 },
    { type: "play", turn: 2 },
    { type: "restart" },
    { type: "bots", count: 5 },
    { type: "bots", count: 7 },
    { type: "lock", locked: true },
  ]);
});
