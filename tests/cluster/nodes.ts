import parsePrometheus from "parse-prometheus-text-format";

import { freePort } from "../support/free-port.ts";
import { findRedis, type RedisServer } from "../support/redis.ts";
import { startServer, type ServerProcess } from "../support/server.ts";

const METRICS_TOKEN = "a secret for the monitoring";

/** The Redis program to test with, "" where there is none: that is said on a line of its own. */
export function redisProgram(): string {
  const found = findRedis();
  if ("path" in found) return found.path;
  console.log(`skipped: ${found.missing}`);
  return "";
}

/** A server that is one of those behind a Redis, without bots unless `args` says otherwise; `path` is what it is under. */
export async function startNode(
  redis: Pick<RedisServer, "url">,
  args: readonly string[] = [],
  path = "",
): Promise<ServerProcess> {
  const port = await freePort();
  const address = ["--public-address", `127.0.0.1:${port}${path}`, "--base-path", path];
  const own = ["--port", String(port), ...address, "--metrics-token", METRICS_TOKEN];
  return startServer({
    args: [...own, ...args],
    env: { FRAY_REDIS_URL: redis.url, FRAY_SECRET: "the same secret to all of them" },
  });
}

/** What a node says of itself. */
export async function healthOf(
  node: ServerProcess,
): Promise<{ players: number; rooms: { roomId: string; players: number }[]; redis: { state: string } }> {
  return (await fetch(`${node.http}/health`)).json();
}

/** A value of `/metrics`, over all nodes. */
export async function measured(name: string, nodes: readonly ServerProcess[]): Promise<number> {
  const values = nodes.map(async (node) => {
    const answer = await fetch(`${node.http}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    const metric = parsePrometheus(await answer.text()).find((each) => each.name === name);
    return Number(metric?.metrics[0]?.value);
  });
  return (await Promise.all(values)).reduce((sum, value) => sum + value, 0);
}
