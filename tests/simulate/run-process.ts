import { fork } from "node:child_process";
import { once } from "node:events";

import type { LifeMessage } from "./life.ts";
import type { Plan } from "./plan.ts";
import type { RecordPlan, Verdict } from "./verdict.ts";

/** Wall time after which a life counts as stuck. */
const LIMIT_MS = 15 * 60_000;

/** Nearly all objects die young: with more space for them the collector runs less often. */
const SPACIOUS = ["--max-semi-space-size=64"];

const MOST_OUTPUT = 20_000;
/** What Node prints in front of a stack. */
const ERROR_LINE = /^(?:FATAL ERROR|[\w.]*(?:Error|Exception)\b)/;

/**
 * Runs a life in a process of its own. A process that ends without a verdict is a failure too. With `record` the rounds of
 * a life that fails are saved as replays.
 */
export async function runInProcess(
  plan: Plan,
  root: URL = new URL(".", import.meta.url),
  record?: RecordPlan,
): Promise<Verdict> {
  const child = fork(new URL("life.ts", root), { stdio: ["ignore", "ignore", "pipe", "ipc"], execArgv: SPACIOUS });
  let output = "";
  child.stderr?.on("data", (chunk: Buffer) => (output = `${output}${String(chunk)}`.slice(-MOST_OUTPUT)));
  let verdict: Verdict | undefined;
  child.on("message", (message: Verdict) => (verdict = message));
  const limit = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
  const exited = once(child, "exit").then(
    ([code, signal]: (number | string | null)[]) => `ended with ${signal ?? code}`,
  );
  const message: LifeMessage = { plan, record };
  child.send(message);
  const end = await exited.catch((error: unknown) => `can't be used: ${String(error)}`);
  clearTimeout(limit);
  if (verdict) return verdict;
  const reason = `the process ${end}: ${causeIn(output)}`;
  return {
    ms: 0,
    roomMs: 0,
    wallMs: 0,
    cpuMs: 0,
    hash: "",
    counts: {},
    failure: { invariant: "survives", tick: 0, reason },
  };
}

/** Returns the line that says why a process has ended, from what it printed. */
function causeIn(output: string): string {
  const lines = output.trim().split("\n");
  return lines.find((line) => ERROR_LINE.test(line)) ?? lines.at(-1) ?? "";
}
