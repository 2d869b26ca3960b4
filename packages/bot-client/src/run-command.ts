import { pause, whenAborted } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";

import { Backfill } from "./backfill/backfill.ts";
import { HELP, OptionError } from "./command-line.ts";
import { missingProtection } from "./exec/isolation/means.ts";
import { helpText, parseOptions, type Options } from "./options.ts";
import { toJson } from "./report/json.ts";
import { createLive } from "./report/live.ts";
import { adviceOn, troubleIn, type Report } from "./report/report.ts";
import { formatReport } from "./report/text.ts";
import { WorkerPool } from "./swarm/worker-pool.ts";

const SECOND_MS = 1000;

/** Runs the command line and returns the exit code. `program` is the module that calls `work` in a thread. */
export async function runCommand(runtime: Runtime, program: URL): Promise<number> {
  const options = read();
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  if (options.withParent) stopWithParent(runtime, stop);
  const seed = Math.floor(runtime.random() * 2 ** 31);
  if (options.exec !== undefined && !options.quiet) for (const line of missingProtection()) console.error(line);
  if (!options.takeOrders)
    return playSwarm(runtime, new WorkerPool(runtime, program, options, seed), options, stop.signal);

  const { url, botToken: token } = options;
  const backfill = new Backfill({ runtime, url, token, seed, signal: stop.signal });
  process.on("message", (message) => backfill.order(message));
  process.once("disconnect", () => stop.abort());
  await backfill.run();
  return 0;
}

/**
 * Plays for `seconds`, counted from when the last bot has joined or failed. Without `seconds` it plays until `signal`
 * or until no bot is left.
 */
async function playSwarm(runtime: Runtime, pool: WorkerPool, options: Options, signal: AbortSignal): Promise<number> {
  const live = createLive(options);
  const watching = runtime.setInterval(() => live.update(pool.report()), SECOND_MS);
  const over = Promise.race([pool.ended, whenAborted(signal)]);
  if (options.seconds !== undefined) {
    await Promise.race([pool.allIn, over]);
    await Promise.race([pause(runtime, options.seconds * SECOND_MS, signal), over]);
  } else {
    await over;
  }
  await pool.stop();
  watching.cancel();
  live.end();
  const report = pool.report();
  await printReport(report, options);
  return exitCodeOf(report, options, signal.aborted);
}

/** Returns 1 if no bot ever joined (unless the run was stopped before), or if there were more errors than allowed. */
function exitCodeOf(report: Report, { maxFailures = Infinity }: Options, wasStopped: boolean): number {
  const played = report.joined > 0 || wasStopped;
  return played && troubleIn(report) <= maxFailures ? 0 : 1;
}

function stopWithParent(runtime: Runtime, stop: AbortController): void {
  const parent = process.ppid;
  const check = (): void => {
    if (process.ppid !== parent) stop.abort();
  };
  runtime.setInterval(check, SECOND_MS, { background: true });
}

function read(): Options {
  try {
    const parsed = parseOptions(process.argv.slice(2));
    if (parsed !== HELP) return parsed;
    console.log(helpText());
    return process.exit(0);
  } catch (error) {
    console.error(error instanceof OptionError ? error.message : error);
    return process.exit(1);
  }
}

/** Waits until the report is written, because a process that exits loses output that is still in a pipe's buffer. */
async function printReport(report: Report, { json, quiet }: Options): Promise<void> {
  const advice = adviceOn(report);
  if (advice !== undefined && !quiet) await write(process.stderr, `${advice}\n`);
  if (json) await write(process.stdout, `${toJson(report)}\n`);
  else if (!quiet) await write(process.stdout, `${formatReport(report)}\n`);
}

const write = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve) => stream.write(text, () => resolve()));
