import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

import { findProgram, librariesOf } from "./debian-program.ts";
import { freePort } from "./free-port.ts";
import { until } from "./until.ts";

/** Debian's Redis with what it needs and a bare system lacks. */
const PACKAGES = ["redis-server", "redis-tools", "libjemalloc2", "liblzf1", "libatomic1"];

export interface RedisServer {
  /** `redis://...`, with a password in it. */
  readonly url: string;
  readonly password: string;
  /** Makes it hang: connections stay, answers don't come. */
  freeze(): void;
  thaw(): void;
  /** Ends it at once, as a lost machine does, and all that it knew. */
  kill(): Promise<void>;
  /** Starts it again where it was, empty. */
  restart(): Promise<void>;
}

/** A Redis or Valkey that can be started; otherwise why there is none, in one line. */
export function findRedis(): { path: string } | { missing: string } {
  const { REDIS_SERVER: given } = process.env;
  if (given) return { path: given };
  const valkey = findProgram("valkey-server", []);
  return "path" in valkey ? valkey : findProgram("redis-server", PACKAGES);
}

/** A real Redis on a free port that keeps nothing on a disk. */
export async function startRedis(program: string): Promise<RedisServer> {
  const port = await freePort();
  const password = "a-password-nobody-may-read";
  let child: ChildProcess | undefined;
  const end = (): void => void child?.kill("SIGKILL");
  process.once("exit", end);

  const start = async (): Promise<void> => {
    const options = { port, bind: "127.0.0.1", save: "", appendonly: "no", requirepass: password };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const started = spawn(program, args, {
      env: { ...process.env, LD_LIBRARY_PATH: librariesOf("redis-server") },
      stdio: ["ignore", "pipe", "inherit"],
    });
    child = started;
    let log = "";
    started.stdout.on("data", (chunk: Buffer) => (log += chunk.toString()));
    await until("Redis is ready", () => {
      if (started.exitCode !== null) throw new Error(`Redis ended:\n${log}`);
      return log.includes("Ready to accept connections");
    });
  };
  await start();
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    password,
    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
    restart: start,
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}
