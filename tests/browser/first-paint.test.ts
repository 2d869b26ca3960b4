import { expect, test } from "vitest";

import { bodyOf } from "./enter.ts";
import { PAD_SCRIPT, tiltPad } from "./pad.ts";
import { openPage, openVisitor } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

test("the menu accepts a name while Phaser still loads, and Play waits for Phaser", async () => {
  const context = await openVisitor();
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await context.route("**/phaser-*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  const page = await context.newPage();
  await page.goto(server.http, { waitUntil: "commit" });
  await page.getByLabel("Your name").fill("Early");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByRole("button", { name: "Joining…" }).waitFor();
  arrive();
  expect((await bodyOf(page)).name).toBe("Early");
});

test("the controls hint has three lines at most and shows the controls of the device in use", async () => {
  for (const [device, word] of [
    [{}, "Space"],
    [{ hasTouch: true, isMobile: true }, "Left thumb"],
  ] as const) {
    const { page, screenshot } = await openPage(server.http, { device, before: PAD_SCRIPT });
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await bodyOf(page);
    const hint = page.locator(".controls-hint");
    await hint.getByText(word).waitFor();
    expect(await hint.locator("p").count()).toBeLessThanOrEqual(3);
    await screenshot(`hint-${word.toLowerCase().replace(" ", "-")}`);
    await tiltPad(page, [0.9, 0], [0, 0]);
    await hint.getByText("Left stick").waitFor();
    expect(await hint.locator("p").count()).toBeLessThanOrEqual(3);
    await page.context().close();
  }
});
