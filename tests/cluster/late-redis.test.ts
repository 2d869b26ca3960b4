import { connectRedis, START_LIMIT_MS } from "@fray/server/internal/cluster/redis";
import { createServer } from "node:http";
import { createServer as createProxy, type AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";

import { freePort } from "../support/free-port.ts";
import { HandClock } from "../support/hand-clock.ts";
import { startRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";
import { healthOf, redisProgram, startNode } from "./nodes.ts";

const PASSWORD = "hunter2-of-redis";
const REFUSED = /^--redis-url: its value is invalid: no Redis answers there \(.*ECONNREFUSED.*\)$/;

/** Connects, and returns the error's line, or undefined as long as it waits. */
function connecting(url: string, clock: HandClock): { readonly refusal: string | undefined } {
  const attempt: { refusal: string | undefined } = { refusal: undefined };
  connectRedis(url, clock).catch((error: unknown) => {
    attempt.refusal = error instanceof Error ? error.message : String(error);
  });
  return attempt;
}

test("a start gives up a Redis that refuses connections, but only after its limit", async () => {
  const clock = new HandClock();
  const attempt = connecting(`redis://:${PASSWORD}@127.0.0.1:1`, clock);
  let refusedAt = 0;
  await until("it gives up", () => {
    if (attempt.refusal !== undefined) return true;
    clock.pass(500);
    refusedAt = clock.now();
    return false;
  });
  expect(refusedAt).toBeGreaterThanOrEqual(START_LIMIT_MS);
  expect(attempt.refusal).toMatch(REFUSED);
  expect(attempt.refusal).not.toContain(PASSWORD);
});

test("a start ends at once when something else than a Redis answers", async () => {
  const web = createServer().listen(0, "127.0.0.1");
  await until("it listens", () => web.listening);
  const attempt = connecting(`redis://127.0.0.1:${(web.address() as AddressInfo).port}`, new HandClock());
  // No time passes on the clock.
  await until("it gives up", () => attempt.refusal !== undefined);
  expect(attempt.refusal).toMatch(/^--redis-url: its value is invalid/);
  web.close();
});

const program = redisProgram();
describe.skipIf(!program)("a server that starts before its Redis", () => {
  test("waits for it with one line, says so on its port, and starts when it is there", async () => {
    const redis = await startRedis(program);
    await redis.kill();
    // What stands there meanwhile breaks each connection, as a proxy does whose Redis is away.
    let tries = 0;
    const proxy = createProxy((socket) => {
      tries++;
      socket.destroy();
    }).listen(Number(new URL(redis.url).port), "127.0.0.1");
    const port = await freePort();
    const starting = startNode(redis, [], { path: "/fray", port });
    await until("it tries again", () => tries >= 2);
    const ask = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: answer.status, text: await answer.text() };
    };
    for (const base of ["", "/fray"]) {
      expect(await ask(`${base}/health/live`)).toEqual({ status: 200, text: '{"ok":true}' });
      expect(await ask(`${base}/health/ready`)).toEqual({ status: 503, text: '{"ok":false,"reasons":["redis"]}' });
      expect(await ask(`${base}/`)).toEqual({ status: 503, text: expect.stringContaining("Fray is starting") });
    }
    await new Promise((closed) => proxy.close(closed));
    await redis.restart();
    const node = await starting;
    expect((await healthOf(node)).redis).toEqual({ state: "ok" });
    expect(await ask("/health/ready")).toEqual({ status: 200, text: '{"ok":true,"reasons":[]}' });
    const lines = node
      .log()
      .split("\n")
      .filter((line) => line.includes("redis"));
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      "redis does not answer: the start waits for it",
      "redis answers",
    ]);
    expect(node.log()).not.toContain(redis.password);
    await node.stop();
    await redis.kill();
  });
});
