import { expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { until } from "../support/until.ts";
import { ask } from "./page.ts";
import { useServer } from "./use-server.ts";
import { card, killcam, LONG_ROUND, openVictim, textOf } from "./victim.ts";

const server = useServer(...LONG_ROUND);

test("the death card offers what the killer saw; a key shows it, any key skips it, and the respawn ends it", async () => {
  const { page, kill, revive, errors, screenshot } = await openVictim(server.http);
  await kill();
  await card(page).getByRole("button", { name: "What they saw" }).waitFor();
  await screenshot("killcam-offer");
  await page.keyboard.press("KeyR");
  await killcam(page).waitFor();
  expect(await textOf(killcam(page))).toMatch(/What Hunter saw.*on the server.*back in/);
  expect(await card(page).count()).toBe(0);
  await screenshot("killcam-begins");
  await until(
    "it shows where the victim was",
    async () => (await page.locator(".clip-ring:not([hidden])").count()) === 3,
  );
  await screenshot("killcam-ends");
  await page.keyboard.press("KeyM");
  await killcam(page).waitFor({ state: "detached" });
  await card(page).waitFor();
  // It can be had once.
  expect(await card(page).getByRole("button").count()).toBe(0);
  revive();
  await until("it is back", () => ask(page, ({ frame }) => frame?.self?.alive));

  await kill();
  await card(page).getByRole("button", { name: "What they saw" }).click();
  await killcam(page).waitFor();
  revive();
  await until("it is back again", () => ask(page, ({ frame }) => frame?.self?.alive));
  await killcam(page).waitFor({ state: "detached" });
  expect(errors).toEqual([]);
});

test("the best moment of the round comes before the results, and a key skips it", async () => {
  const { page, kill, revive, errors, screenshot } = await openVictim(server.http);
  await kill();
  revive();
  await until("it is back", () => ask(page, ({ frame }) => frame?.self?.alive));
  onlyRoom().control.endRound();
  const best = page.getByRole("status", { name: "Best moment" });
  await best.waitFor();
  expect(await textOf(best)).toContain("Best moment: Hunter");
  expect(await page.getByRole("dialog", { name: "Results" }).count()).toBe(0);
  await screenshot("best-moment");
  // A key that was meant for the fight does not skip it.
  await until("it is skipped", async () => {
    await page.keyboard.press("Space");
    return (await best.count()) === 0;
  });
  await page.getByRole("dialog", { name: "Results" }).waitFor();
  expect(errors).toEqual([]);
});
