import { expect, onTestFinished } from "vitest";

import { healthOf } from "../cluster/nodes.ts";
import type { Change, ChangedCheckout } from "../support/changed-checkout.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { bodyOf, enter } from "./enter.ts";

export const UPGRADE_ARGS = [
  ..."--map duel --mode ffa --bots 0 --warmup-seconds 0 --drain-seconds 0".split(" "),
  "--data-dir",
  "",
];

const SOURCES = "packages/shared-state/src";

/** Changes that make a client of the old version another than one of the next. */
export const UPGRADES = {
  field: [`${SOURCES}/schema/roster-entry.ts`, "    id: t.", "    added: t.uint8().default(7),\n    id: t."],
  rule: [`${SOURCES}/rules.ts`, "RUN_SPEED_U_PER_S = 7.5", "RUN_SPEED_U_PER_S = 7.4"],
} as const satisfies Readonly<Record<string, Change>>;

const buildAt = async (server: ServerProcess): Promise<unknown> => Reflect.get(await healthOf(server), "build");

/**
 * Plays on a server, starts the next version in its place, and expects the page to reload once and to fight again. `page`
 * resolves when the page of the next version is built.
 */
export async function expectOneReload(next: ChangedCheckout, page: Promise<void>): Promise<void> {
  const first = await startServer({ args: UPGRADE_ARGS });
  onTestFinished(async () => void (await first.stop()));
  const [opened] = await Promise.all([enter(first.http, "Loyal"), page]);
  let loads = 0;
  opened.page.on("load", () => loads++);
  const build = await buildAt(first);
  await first.stop();
  const second = await startServer({
    program: next.server,
    args: [...UPGRADE_ARGS, "--port", String(first.port)],
    env: { FRAY_PAGE_DIR: next.page },
  });
  onTestFinished(async () => void (await second.stop()));
  expect(await buildAt(second)).not.toBe(build);
  await until("the player is back", async () => (await healthOf(second)).players === 1);
  expect((await bodyOf(opened.page)).name).toBe("Loyal");
  expect(loads).toBe(1);
}
