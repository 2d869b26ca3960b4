import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { healthOf } from "../cluster/nodes.ts";
import { changeCheckout } from "../support/changed-checkout.ts";
import { startServer } from "../support/server.ts";
import { TEST_PAGE } from "../support/test-page.ts";
import { until } from "../support/until.ts";
import { bodyOf } from "./enter.ts";
import { openVisitor } from "./page.ts";
import { renameParts } from "./rename-parts.ts";
import { UPGRADE_ARGS, UPGRADES } from "./upgrade.ts";

// A page of the next version takes seconds to build: `tests/long/upgrades.test.ts` has what happens when there is one.
test("a page that stays of another build than the server reloads once, and then says so", async () => {
  // The server of the next version serves the page of this one.
  const next = changeCheckout(UPGRADES.rule);
  onTestFinished(() => next.remove());
  const server = await startServer({
    program: next.server,
    args: [...UPGRADE_ARGS, "--port", "0"],
    env: { FRAY_PAGE_DIR: TEST_PAGE },
  });
  onTestFinished(async () => void (await server.stop()));
  const page = await (await openVisitor()).newPage();
  let loads = 0;
  page.on("load", () => loads++);
  await page.goto(server.http);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByText("This page is of another version of Fray than the server").waitFor();
  expect(loads).toBe(2);
  expect((await healthOf(server)).players).toBe(0);
});

test("a menu that was left open reloads once when its parts are gone, and goes where Play would have led", async () => {
  const served = mkdtempSync(join(tmpdir(), "fray-page-"));
  onTestFinished(() => rmSync(served, { recursive: true }));
  cpSync(TEST_PAGE, served, { recursive: true });
  const server = await startServer({ args: UPGRADE_ARGS, env: { FRAY_PAGE_DIR: served } });
  onTestFinished(async () => void (await server.stop()));
  const page = await (await openVisitor()).newPage();
  // The menu has not loaded the arena in advance yet.
  await page.route("**/assets/session-*.js", (route) => route.abort());
  await page.goto(server.http);
  await page.getByLabel("Your name").fill("Patient");
  // A page whose parts are gone may reload before Play: the name must not be lost then.
  await page.reload();
  expect(await page.getByLabel("Your name").inputValue()).toBe("Patient");
  renameParts(served);
  await page.unroute("**/assets/session-*.js");
  let loads = 0;
  page.on("load", () => loads++);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await until("it has reloaded", () => loads === 1);
  await until("it plays under its name", async () => (await bodyOf(page)).name === "Patient");
  expect(loads).toBe(1);
});
