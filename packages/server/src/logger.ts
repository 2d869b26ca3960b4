import { pino } from "pino";

import { LogDestination } from "./logging/log-destination.ts";
import { redactLine } from "./logging/redact.ts";
import { openStandardError } from "./logging/standard-error.ts";

const standardError = openStandardError();

/** Where the log goes, and how much of it was lost on the way. */
const destination: LogDestination = new LogDestination({
  write: standardError.write,
  onRecovered: (lost) => logger.warn({ lost }, "log lines were lost"),
});

/** One JSON line per event, on standard error, so that what a person reads on standard output stays readable. No line has a secret in it. */
export const logger = pino({ name: "fray", hooks: { streamWrite: redactLine } }, destination);

/** Log lines that were not written, since the start. */
export const lostLogLines = (): number => destination.lost;

/** What the last lines may take to be written, in ms. */
const LAST_LINES_MS = 300;

/** Resolves when what was logged is written out, or can't be soon. */
export const flushLog = (): Promise<void> => destination.flush(LAST_LINES_MS);

/** Ends the process, with what it has logged written out if that can be done at once. Nothing keeps it from ending. */
export async function endProcess(code: number): Promise<never> {
  await flushLog();
  return endProcessNow(code);
}

/** Ends the process, whatever is still to be written. */
export function endProcessNow(code: number): never {
  if (destination.isWriting && standardError.holdsUpEnd) killProcess();
  process.exit(code);
}

/** Ends the process where an ordinary end can't be trusted: Node.js waits for its threads, and one may wait for a disk for ever. */
export function killProcess(): void {
  process.kill(process.pid, "SIGKILL");
}
