import { spawn, type ChildProcess } from "node:child_process";

import type { Config } from "../config.ts";
import { BOTS_PROGRAM } from "../paths.ts";
import { logger } from "./logger.ts";

const FIRST_RESTART_DELAY_MS = 1000;
const MAX_RESTART_DELAY_MS = 30_000;
/** Bots that ran this long had started well: what ended them then is something new. */
const HEALTHY_AFTER_MS = 60_000;

/** Bots of the host: a process of their own that comes in through the same door as everybody. */
export interface HostBots {
  stop(): void;
}

/** Starts `config.bots` bots against the server at `port`, and starts them again should their process die. */
export function startHostBots(config: Config, port: number): HostBots {
  let child: ChildProcess | undefined;
  let restart: NodeJS.Timeout | undefined;
  let delay = FIRST_RESTART_DELAY_MS;
  let stopped = false;

  const start = (): void => {
    const url = `ws://${reachableHost(config.host)}:${port}`;
    const args = ["--url", url, "--count", String(config.bots), "--skill", config.botSkill, "--with-parent", "--quiet"];
    const startedAt = performance.now();
    child = spawn(process.execPath, [BOTS_PROGRAM, ...args], { stdio: ["ignore", "ignore", "inherit"] });
    child.once("exit", (code, signal) => {
      if (performance.now() - startedAt >= HEALTHY_AFTER_MS) delay = FIRST_RESTART_DELAY_MS;
      startAgain({ code, signal });
    });
    // A process that could not be started does not exit, and an error nobody listens for ends the server.
    child.on("error", (error) => startAgain({ err: error }));
  };

  const startAgain = (cause: object): void => {
    if (stopped) return;
    logger.warn({ ...cause, restartInMs: delay }, "bots ended");
    clearTimeout(restart);
    restart = setTimeout(start, delay);
    delay = Math.min(MAX_RESTART_DELAY_MS, delay * 2);
  };

  if (config.bots > 0) start();
  return {
    stop() {
      stopped = true;
      clearTimeout(restart);
      child?.kill("SIGTERM");
    },
  };
}

/** An address that means "all of them" can be listened on but not dialled. */
const reachableHost = (host: string): string => {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
};
