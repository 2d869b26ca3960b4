#!/usr/bin/env node
import { systemRuntime } from "@fray/netcode/core";
import { isMainThread } from "node:worker_threads";

// The SDK prints every reconnection to stdout, where it would mix with a machine-readable report. The report has
// everything important about them (lost connections, close codes, failed joins).
console.info = () => {};
console.warn = () => {};

// The main process and its threads are one program: bundled, it is one file.
if (isMainThread) {
  const { runCommand } = await import("./run-command.ts");
  process.exit(await runCommand(systemRuntime, new URL(import.meta.url)));
} else {
  const { work } = await import("./swarm/worker.ts");
  await work(systemRuntime);
}
