import { endProcess, endProcessNow, flushLog, killProcess, logger } from "../logger.ts";

/** Closing takes at most this long; what is not done by then is cut off. */
const DEADLINE_MS = 8000;

/** How often a server that npm started looks whether npm is still there. */
const PARENT_CHECK_MS = 500;

/**
 * Ends the process in order: on SIGTERM after `drain`, at once on SIGINT (somebody at the keyboard) and when the npm that
 * started it is gone (npm passes a signal on to a shell that does not pass it on). `close` runs once, within a limit, and
 * the exit code is 0. A second signal ends it at once. The framework's own shutdown waits for rooms without a limit.
 */
export function closeOnSignal(drain: () => Promise<void>, close: () => Promise<void>): void {
  let closing = false;
  const onSignal = (reason: NodeJS.Signals | "orphaned"): void => {
    if (closing) endProcessNow(1);
    closing = true;
    logger.info({ reason }, "closing");
    const drained = reason === "SIGTERM" ? drain() : Promise.resolve();
    drained
      .then(() => closeWithin(close))
      .then(
        () => endProcess(0),
        (error: unknown) => {
          logger.error({ err: error }, "closing failed");
          return endProcess(1);
        },
      );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  if (!process.env["npm_lifecycle_event"]) return;
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    onSignal("orphaned");
  }, PARENT_CHECK_MS);
  check.unref();
}

async function closeWithin(close: () => Promise<void>): Promise<void> {
  setTimeout(() => {
    logger.error("closing took too long");
    void flushLog().then(killProcess);
  }, DEADLINE_MS).unref();
  await close();
}
