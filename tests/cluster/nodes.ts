import parsePrometheus from "parse-prometheus-text-format";
import { afterAll, beforeAll } from "vitest";

import { freePort } from "../support/free-port.ts";
import { findRedis, type RedisServer } from "../support/redis.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

/** The same to all nodes. */
export const NODE_SECRET = "a secret of sixteen and more";
const METRICS_TOKEN = "a secret for the monitoring";

/** Path of the Redis program to test with. "" if there is none; a separate line reports that. */
export function redisProgram(): string {
  const found = findRedis();
  if ("path" in found) return found.path;
  console.log(`skipped: ${found.missing}`);
  return "";
}

/** A server that is one of those behind a Redis, without bots unless `args` says otherwise, under the path `path`. */
export async function startNode(
  redis: Pick<RedisServer, "url">,
  args: readonly string[] = [],
  {
    path = "",
    env = {},
    program,
    port: given,
  }: { path?: string; env?: NodeJS.ProcessEnv; program?: string; port?: number } = {},
): Promise<ServerProcess> {
  const port = given ?? (await freePort());
  const address = ["--public-address", `127.0.0.1:${port}${path}`, "--base-path", path];
  const own = ["--port", String(port), ...address, "--metrics-token", METRICS_TOKEN];
  return startServer({
    args: [...own, ...args],
    ...(program !== undefined && { program }),
    env: { ...env, FRAY_REDIS_URL: redis.url, FRAY_SECRET: NODE_SECRET },
  });
}

/** Two nodes that know each other, for the tests around: started before them and stopped after them, if there is a Redis. */
export function twoNodes(
  redis: () => RedisServer | undefined,
  ...args: readonly string[]
): () => readonly [ServerProcess, ServerProcess] {
  const nodes: ServerProcess[] = [];
  const two = (): readonly [ServerProcess, ServerProcess] => {
    const [a, b] = nodes;
    if (!a || !b) throw new Error("no two nodes were started");
    return [a, b];
  };
  beforeAll(async () => {
    const shared = redis();
    if (!shared) return;
    for (let count = 0; count < 2; count++) nodes.push(await startNode(shared, args));
    await knowEachOther(...two());
  });
  afterAll(() => Promise.all(nodes.map((node) => node.stop())));
  return two;
}

/** Waits until two nodes know of each other. Their public addresses are those of their ports, or both at `host`. */
export async function knowEachOther(a: ServerProcess, b: ServerProcess, host?: string): Promise<void> {
  const knows = async (one: ServerProcess, other: ServerProcess): Promise<boolean> => {
    const { headers } = await fetch(one.http);
    const policy = headers.get("content-security-policy");
    return policy?.includes(`ws://${host ?? `127.0.0.1:${other.port}`}`) ?? false;
  };
  await until("both know of each other", async () => (await knows(a, b)) && (await knows(b, a)));
}

/** Reads a node's report about itself. */
export async function healthOf(
  node: ServerProcess,
): Promise<{ players: number; rooms: { roomId: string; players: number }[]; redis: { state: string } }> {
  return (await fetch(`${node.http}/health`)).json();
}

/** All that `/metrics` says. */
export async function metricsOf({ http }: ServerProcess): Promise<string> {
  return (await fetch(`${http}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).text();
}

/** A value of `/metrics`, over all nodes. */
export async function measured(name: string, nodes: readonly ServerProcess[]): Promise<number> {
  const values = nodes.map(async (node) => {
    const metric = parsePrometheus(await metricsOf(node)).find((each) => each.name === name);
    return Number(metric?.metrics[0]?.value);
  });
  return (await Promise.all(values)).reduce((sum, value) => sum + value, 0);
}
