import type { Runtime } from "@fray/netcode/core";

import { endProcess, endProcessNow, flushLog, killProcess, logger } from "../logger.ts";

/** Maximum time for an orderly close, in ms. Work that is not done by then is cut off. */
const DEADLINE_MS = 8000;

/** How often a server that npm started checks whether npm still runs, in ms. */
const PARENT_CHECK_MS = 500;

/**
 * Ends the process in order: on SIGTERM after `drain`, and likewise on SIGHUP, which a closed console sends; at once
 * on SIGINT, which a person at the keyboard sends; and
 * at once when the npm that started it has ended, because npm sends its signal to a shell that does not forward it.
 * `close` runs once, within a time limit, and the exit code is 0. A second signal ends the process at once. The
 * framework's own shutdown waits for rooms without a limit.
 */
export function closeOnSignal(runtime: Runtime, drain: () => Promise<void>, close: () => Promise<void>): void {
  let closing = false;
  const onSignal = (reason: NodeJS.Signals | "orphaned"): void => {
    if (closing) endProcessNow(1);
    closing = true;
    logger.info({ reason }, "closing");
    const drained = reason === "SIGTERM" || reason === "SIGHUP" ? drain() : Promise.resolve();
    drained
      .then(() => closeWithin(runtime, close))
      .then(
        () => endProcess(0),
        (error: unknown) => {
          logger.error({ err: error }, "closing failed");
          return endProcess(1);
        },
      );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGHUP", onSignal);
  process.on("SIGINT", onSignal);
  if (!process.env["npm_lifecycle_event"]) return;
  const parent = process.ppid;
  const look = (): void => {
    if (process.ppid === parent) return;
    check.cancel();
    onSignal("orphaned");
  };
  const check = runtime.setInterval(look, PARENT_CHECK_MS, { background: true });
}

async function closeWithin(runtime: Runtime, close: () => Promise<void>): Promise<void> {
  const cutOff = (): void => {
    logger.error("closing took too long");
    void flushLog().then(killProcess);
  };
  runtime.setTimeout(cutOff, DEADLINE_MS, { background: true });
  await close();
}
