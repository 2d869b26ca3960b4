import { endProcess, endProcessNow, flushLog, killProcess, logger } from "../logger.ts";

/** Maximum time for an orderly close, in ms. Work that is not done by then is cut off. */
const DEADLINE_MS = 8000;

/** How often a server that npm started checks whether npm still runs, in ms. */
const PARENT_CHECK_MS = 500;

/**
 * Ends the process in order: on SIGTERM after `drain`; at once on SIGINT, which a person at the keyboard sends; and
 * at once when the npm that started it has ended, because npm sends its signal to a shell that does not forward it.
 * `close` runs once, within a time limit, and the exit code is 0. A second signal ends the process at once. The
 * framework's own shutdown waits for rooms without a limit.
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
