import { fork } from "node:child_process";
import { once } from "node:events";

import type { Plan } from "./plan.ts";
import type { Verdict } from "./verdict.ts";

/** Wall time after which a life counts as stuck. */
const LIMIT_MS = 15 * 60_000;

/** Runs a life in a process of its own. A process that ends without a verdict is a failure too. */
export async function runInProcess(plan: Plan, root: URL = new URL(".", import.meta.url)): Promise<Verdict> {
  const child = fork(new URL("life.ts", root), { stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let last = "";
  child.stderr?.on("data", (chunk: Buffer) => (last = `${last}${String(chunk)}`.slice(-2000)));
  let verdict: Verdict | undefined;
  child.on("message", (message: Verdict) => (verdict = message));
  const limit = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
  child.send(plan);
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  clearTimeout(limit);
  if (verdict) return verdict;
  const reason = `the process ended with ${signal ?? code}: ${last.trim().split("\n").at(-1) ?? ""}`;
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
