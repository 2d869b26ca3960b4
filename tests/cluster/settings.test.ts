import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { startRedis, type RedisServer } from "../support/redis.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import { healthOf, NODE_SECRET, redisProgram, startNode } from "./nodes.ts";

const PASSWORD = "hunter2-of-redis";
const NOWHERE = `redis://:${PASSWORD}@127.0.0.1:1`;

/** Returns the error of a server that ends before it is ready. */
async function refusal(env: Record<string, string>): Promise<string> {
  const failure = await startServer({ env }).catch((error: unknown) => error);
  if (!(failure instanceof Error)) throw new Error("it started");
  return failure.message.replace(/^.*\n/, "").trimEnd();
}

describe("a server behind Redis does not start, and gives the reason in one line without the URL,", () => {
  const complete = { FRAY_REDIS_URL: NOWHERE, FRAY_PUBLIC_ADDRESS: "127.0.0.1:1", FRAY_SECRET: NODE_SECRET };
  test.for([
    ["without an address of its own", { FRAY_PUBLIC_ADDRESS: "" }, /^--public-address: must be given with --redis-url/],
    ["without a secret that the others have too", { FRAY_SECRET: "" }, /^--secret: must be given with --redis-url/],
    ["with no URL of a Redis", { FRAY_REDIS_URL: `http://${PASSWORD}` }, /^FRAY_REDIS_URL: its value is invalid/],
    [
      "with a scheme in its address",
      { FRAY_PUBLIC_ADDRESS: "https://fray.example" },
      /^FRAY_PUBLIC_ADDRESS: .* must be/,
    ],
    ["with an address that is none", { FRAY_PUBLIC_ADDRESS: "a.example;" }, /^FRAY_PUBLIC_ADDRESS: .* must be like/],
  ] as const)("%s", async ([, env, line]) => {
    const said = await refusal({ ...complete, ...env });
    expect(said).toMatch(line);
    expect(said).not.toContain("\n");
    expect(said).not.toContain(PASSWORD);
  });
});

const program = redisProgram();
describe.skipIf(!program)("a server behind Redis", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis(program);
  });
  afterAll(() => redis.kill());

  test("does not start with a wrong password, and prints it nowhere", async () => {
    const url = redis.url.replace(redis.password, PASSWORD);
    const said = await refusal({ FRAY_REDIS_URL: url, FRAY_PUBLIC_ADDRESS: "127.0.0.1:1", FRAY_SECRET: NODE_SECRET });
    expect(said).toMatch(/^--redis-url: its value is invalid: .*WRONGPASS/);
    expect(said).not.toContain("\n");
    expect(said).not.toContain(PASSWORD);
  });

  test("works under a path", async () => {
    const node = await startNode(redis, [], { path: "/fray" });
    const player = await TestPlayer.join(`${node.http}/fray/`);
    await until("the player is in", () => player.frame?.self?.alive);
    await player.leave();
    await node.stop();
  });

  test("lets its own bots join, even where they can't reach its public address", async () => {
    const node = await startServer({
      args: ["--bots", "2", "--public-address", "127.0.0.1:1/elsewhere"],
      env: { FRAY_REDIS_URL: redis.url, FRAY_SECRET: NODE_SECRET },
    });
    await until("the bots are in", async () => (await healthOf(node)).players === 2);
    await node.stop();
  });
});
