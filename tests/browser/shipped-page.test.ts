import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { SHIPPED_PAGE, TEST_PAGE } from "../support/test-page.ts";
import { until } from "../support/until.ts";
import { openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel", "--page-dir", SHIPPED_PAGE);

/** Names that occur only in the test probe (`test-probe.ts`). */
const PROBE_NAMES = ["__fray", "toScreen"];
/** The global by which the SDK would expose its rooms to a console. */
const SDK_CHANNEL = "__colyseusDebug";

const scriptsIn = (folder: string): string =>
  readdirSync(join(folder, "assets"))
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(folder, "assets", name), "utf8"))
    .join("\n");

test("the shipped scripts contain no part of the test probe", () => {
  const shipped = scriptsIn(SHIPPED_PAGE);
  const forTests = scriptsIn(TEST_PAGE);
  for (const name of PROBE_NAMES) {
    expect(forTests).toContain(name);
    expect(shipped).not.toContain(name);
  }
  expect(shipped).not.toContain(SDK_CHANNEL);
});

test("the shipped page plays, and exposes nothing to a console", async () => {
  const other = await TestPlayer.join(server.http, "Other");
  const { page, errors } = await openPage(server.http, { sound: true });
  await page.getByLabel("Your name").fill("Shipped");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const seen = () => other.frame?.others.find(({ name, alive }) => name === "Shipped" && alive);
  await page.locator("#menu > *").first().waitFor({ state: "detached" });
  const start = await until("the other sees the body", seen);
  await page.keyboard.down(start.x > 10 ? "KeyA" : "KeyD");
  await until("the body moves", () => Math.abs((seen()?.x ?? start.x) - start.x) > 1);

  // A plain page of the same server shows which globals come from the browser.
  const plain = await page.context().newPage();
  await plain.goto(`${server.http}/health`);
  const [common, own] = await Promise.all(
    [plain, page].map((one) => one.evaluate(() => Object.getOwnPropertyNames(window))),
  );
  // zod keeps its settings in a global, which contains nothing of the game.
  expect(own?.filter((name) => common?.includes(name) !== true && !name.startsWith("__zod_"))).toEqual([]);
  expect(errors).toEqual([]);
  await other.leave();
});
