import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { COMPILE_CACHE, SERVER_PROGRAM } from "./programs.ts";

const READY_LINE = /^Fray is at http(s?):\/\/[^:]+:(\d+)/;

export interface ServerProcess {
  /** `ws://127.0.0.1:port`, or `wss:` where it has a certificate. */
  readonly url: string;
  /** `http://127.0.0.1:port`, or `https:`. */
  readonly http: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** The log so far: JSON lines. */
  log(): string;
  /** Ends it with SIGTERM and waits; returns the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Defaults of the tests: a free-for-all on any map, no bots, and a round that counts as soon as two players are
 * there.
 */
const DEFAULTS = [
  ..."--port 0 --mode ffa --bots 0 --warmup-seconds 0 --drain-seconds 0 --spectator-delay-seconds 0".split(" "),
  "--data-dir",
  "",
];

interface ServerOptions {
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Options of Node's own. With any, messages can be exchanged with what they bring into the process. */
  readonly nodeArgs?: readonly string[];
  /** A file descriptor to log to, instead of a pipe that is read. */
  readonly stderr?: number;
  /** How many file descriptors it may have open. */
  readonly descriptors?: number;
  /** The folder it is started in. */
  readonly cwd?: string;
  /** An executable that starts the program, instead of Node. */
  readonly file?: string;
  /** Another program that says where it is in the same words, instead of the server. */
  readonly program?: string;
}

/** A real server process on a free port, without bots, a warmup, statistics or patience unless `args` says otherwise. */
export async function startServer(options: ServerOptions = {}): Promise<ServerProcess> {
  const { args = [], env, nodeArgs = [], file: own, program, stderr: logTo = "pipe", descriptors, cwd } = options;
  const command = program === undefined ? [SERVER_PROGRAM, ...DEFAULTS, ...args] : [program, ...args];
  const limit = descriptors === undefined ? [] : ["sh", "-c", `ulimit -n ${descriptors} && exec "$0" "$@"`];
  const started = own === undefined ? [process.execPath, ...nodeArgs, ...command] : [own, ...args];
  const [file = "", ...rest] = [...limit, ...started];
  const child = spawn(file, rest, {
    cwd,
    env: { ...COMPILE_CACHE, ...process.env, ...env },
    stdio: ["ignore", "pipe", logTo, ...(nodeArgs.length > 0 ? (["ipc"] as const) : [])],
  });
  const { stdout, stderr } = child;
  if (!stdout) throw new Error("the server has no pipe");
  // Should the test process end first, its servers end with it.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  let log = "";
  stderr?.on("data", (chunk: Buffer) => {
    log += chunk.toString();
  });
  const exited = once(child, "exit");
  const { port, s } = await new Promise<{ port: number; s: string }>((resolve, reject) => {
    createInterface({ input: stdout }).on("line", (line) => {
      const ready = READY_LINE.exec(line);
      if (ready) resolve({ port: Number(ready[2]), s: ready[1] ?? "" });
    });
    void exited.then(() => reject(new Error(`the server ended before it was ready:\n${log}`)));
  });
  return {
    url: `ws${s}://127.0.0.1:${port}`,
    http: `http${s}://127.0.0.1:${port}`,
    port,
    process: child,
    log: () => log,
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
      process.off("exit", end);
      return child.exitCode;
    },
  };
}
