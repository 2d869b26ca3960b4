import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { healthOf } from "../cluster/nodes.ts";
import { changeCheckout } from "../support/changed-checkout.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { TEST_PAGE } from "../support/test-page.ts";
import { until } from "../support/until.ts";
import { bodyOf, enter } from "./enter.ts";
import { openVisitor } from "./page.ts";

const ARGS = ["--map", "duel", "--mode", "ffa", "--bots", "0", "--warmup-seconds", "0", "--data-dir", ""];
const SOURCES = "packages/shared-state/src";

const buildAt = async (server: ServerProcess): Promise<unknown> => Reflect.get(await healthOf(server), "build");

test.for([
  [
    "one more field in a schema",
    `${SOURCES}/schema/roster-entry.ts`,
    "    id: t.",
    "    added: t.uint8().default(7),\n    id: t.",
  ],
  ["another rule", `${SOURCES}/rules.ts`, "RUN_SPEED_U_PER_S = 7.5", "RUN_SPEED_U_PER_S = 7.4"],
] as const)("after an upgrade by %s, the page reloads once and fights again", async ([, ...change]) => {
  const next = changeCheckout(change);
  onTestFinished(() => next.remove());
  const first = await startServer({ args: ARGS });
  onTestFinished(async () => void (await first.stop()));
  const [{ page }] = await Promise.all([enter(first.http, "Loyal"), next.buildPage()]);
  let loads = 0;
  page.on("load", () => loads++);
  const build = await buildAt(first);
  await first.stop();
  const second = await startServer({
    program: next.server,
    args: [...ARGS, "--drain-seconds", "0", "--port", String(first.port)],
    env: { FRAY_PAGE_DIR: next.page },
  });
  onTestFinished(async () => void (await second.stop()));
  expect(await buildAt(second)).not.toBe(build);
  await until("the player is back", async () => (await healthOf(second)).players === 1);
  expect((await bodyOf(page)).name).toBe("Loyal");
  expect(loads).toBe(1);
});

test("a page that stays of another build than the server reloads once, and then says so", async () => {
  const next = changeCheckout([`${SOURCES}/rules.ts`, "RUN_SPEED_U_PER_S = 7.5", "RUN_SPEED_U_PER_S = 7.4"]);
  onTestFinished(() => next.remove());
  // The server of the next version serves the page of this one.
  const server = await startServer({
    program: next.server,
    args: [...ARGS, "--drain-seconds", "0", "--port", "0"],
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
  const next = changeCheckout([
    "packages/game-client/src/hud/menu/menu.tsx",
    "Every shot counts.",
    "Each shot counts.",
  ]);
  onTestFinished(() => next.remove());
  const served = join(next.root, "served");
  cpSync(TEST_PAGE, served, { recursive: true });
  const server = await startServer({ args: ARGS, env: { FRAY_PAGE_DIR: served } });
  onTestFinished(async () => void (await server.stop()));
  const page = await (await openVisitor()).newPage();
  // The menu has not loaded the arena in advance yet.
  await page.route("**/assets/session-*.js", (route) => route.abort());
  await page.goto(server.http);
  await page.getByLabel("Your name").fill("Patient");
  await next.buildPage();
  rmSync(served, { recursive: true });
  cpSync(next.page, served, { recursive: true });
  await page.unroute("**/assets/session-*.js");
  let loads = 0;
  page.on("load", () => loads++);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await until("it has reloaded", () => loads === 1);
  expect((await bodyOf(page)).name).toBe("Patient");
  expect(loads).toBe(1);
});
