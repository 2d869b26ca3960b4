import { logger } from "./logger.ts";

/** Closing takes at most this long; what is not done by then is cut off. */
const DEADLINE_MS = 8000;

/**
 * Ends the process in order on SIGTERM and SIGINT: `close` runs once, within a limit, and the exit code is 0. A second
 * signal ends it at once. The framework's own shutdown waits for rooms without a limit.
 */
export function closeOnSignal(close: () => Promise<void>): void {
  let closing = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (closing) process.exit(1);
    closing = true;
    logger.info({ signal }, "closing");
    setTimeout(() => {
      logger.error("closing took too long");
      process.exit(1);
    }, DEADLINE_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, "closing failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}
