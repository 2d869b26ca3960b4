#!/usr/bin/env node
import { isMainThread } from "node:worker_threads";

// The SDK tells the console about every reconnection, on stdout, where a report for programs goes. What matters of it
// (drops for good, close codes, failed joins) is in the report.
console.info = () => {};
console.warn = () => {};

// The process that a person starts, and the threads that it starts, are one program: bundled, that is one file.
if (isMainThread) {
  const { runCommand } = await import("./run-command.ts");
  process.exit(await runCommand(new URL(import.meta.url)));
} else {
  const { work } = await import("./swarm/worker.ts");
  await work();
}
