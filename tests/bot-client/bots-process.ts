import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

import { BOTS_PROGRAM, COMPILE_CACHE } from "../support/programs.ts";

export interface BotsProcess {
  readonly process: ChildProcess;
  /** Its standard error so far. */
  log(): string;
  /** Its standard output so far. */
  output(): string;
  /** Waits for its end. */
  ended(): Promise<{ code: number | null; stdout: string; stderr: string }>;
}

const running = new Set<ChildProcess>();

/** The command line as `npm run bots` starts it. */
export function startBots(...args: readonly string[]): BotsProcess {
  const child = spawn(process.execPath, [BOTS_PROGRAM, ...args], {
    env: { ...COMPILE_CACHE, ...process.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = once(child, "close");
  return {
    process: child,
    log: () => stderr,
    output: () => stdout,
    async ended() {
      await closed;
      running.delete(child);
      return { code: child.exitCode, stdout, stderr };
    },
  };
}

/** The report of a run with `--json`: the last line of its output. */
export function reportIn(stdout: string): unknown {
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
}

/** Ends what a failed test has left running. */
export function killBots(): void {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
}
