import { systemRuntime } from "@fray/netcode/core";
import { pino } from "pino";

import { LogDestination } from "./logging/log-destination.ts";
import { redactLine } from "./logging/redact.ts";
import { openStandardError } from "./logging/standard-error.ts";

// A process has one log, so it runs in the process's own time, whatever runtime its servers have.
const standardError = openStandardError(systemRuntime);

/** The destination of the log. It counts lost lines. */
const destination: LogDestination = new LogDestination({
  write: standardError.write,
  runtime: systemRuntime,
  onRecovered: (lost) => logger.warn({ lost }, "log lines were lost"),
});

/**
 * Writes one JSON line per event to standard error, so that standard output stays readable for people. No line
 * contains a secret.
 */
export const logger = pino({ name: "fray", hooks: { streamWrite: redactLine } }, destination);

/** Number of log lines that were not written since the start. */
export const lostLogLines = (): number => destination.lost;

/** Maximum time to write the last lines, in ms. */
const LAST_LINES_MS = 300;

/** Resolves when all log lines are written, or when they cannot be written soon. */
export const flushLog = (): Promise<void> => destination.flush(LAST_LINES_MS);

/** Ends the process after the log is written, if that is possible at once. Nothing prevents the end. */
export async function endProcess(code: number): Promise<never> {
  await flushLog();
  return endProcessNow(code);
}

/** Ends the process without waiting for the log. */
export function endProcessNow(code: number): never {
  if (destination.isWriting && standardError.holdsUpEnd) killProcess();
  process.exit(code);
}

/**
 * Kills the process where an ordinary exit is not reliable: Node.js waits for its threads, and a thread may wait for
 * a disk without end.
 */
export function killProcess(): void {
  process.kill(process.pid, "SIGKILL");
}
