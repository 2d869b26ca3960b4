import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { healthOf, knowEachOther, redisProgram, startNode } from "../cluster/nodes.ts";
import { TestPlayer } from "../support/player.ts";
import { startRedis, type RedisServer } from "../support/redis.ts";
import type { ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { bodyOf } from "./enter.ts";
import { openPage } from "./page.ts";

const program = redisProgram();
describe.skipIf(!program)("two servers behind one Redis, each at its own port", () => {
  let redis: RedisServer;
  let a: ServerProcess;
  let b: ServerProcess;
  beforeAll(async () => {
    redis = await startRedis(program);
    a = await startNode(redis, ["--map", "duel"]);
    b = await startNode(redis, ["--map", "duel", "--allow-origin", a.http]);
    await knowEachOther(a, b);
  });
  afterAll(async () => {
    await Promise.all([a, b].map((node) => node?.stop()));
    await redis?.kill();
  });

  test("the page of one server plays in a room of the other", async () => {
    const host = await TestPlayer.join(b.http, "Host");
    expect((await healthOf(b)).rooms).toHaveLength(1);
    const { page, errors, screenshot } = await openPage(a.http);
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await bodyOf(page);
    await until("it is at the other", async () => (await healthOf(b)).players === 2);
    expect((await healthOf(a)).rooms).toEqual([]);
    expect(errors).toEqual([]);
    await screenshot("two-nodes");
    await host.leave();
  });
});
