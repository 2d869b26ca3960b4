import { MAX_WAITING_SHARE, watchLoad } from "../../tests/support/load-watch.ts";
import type { Trial } from "./trial.ts";

/** A longer stall of this process would be part of the measured delays, in ms. */
const MAX_STALL_MS = 60;

/** Runs a trial. A machine that was too busy meanwhile makes its results worthless. */
export async function refuseWhenBusy(trial: () => Promise<readonly Trial[]>): Promise<readonly Trial[]> {
  const end = watchLoad();
  const results = await trial();
  const { stallMs, waitingShare } = end();
  if (stallMs <= MAX_STALL_MS && waitingShare <= MAX_WAITING_SHARE) return results;
  const refused = `load-bound (a stall of ${stallMs.toFixed(0)} ms, ${(waitingShare * 100).toFixed(0)} % waiting)`;
  return results.map(() => ({ refused }));
}
