import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

/** How much a machine kept processes from what they had to do. */
export interface Load {
  /** The longest time in ms in which this process could not do anything. */
  readonly stallMs: number;
  /** Share of the time in which some process waited for a processor; 0 where the kernel does not tell. */
  readonly waitingShare: number;
}

/** A measurement in whose time processes waited for a processor longer than this share says nothing about delays. */
export const MAX_WAITING_SHARE = 0.8;

/** Watches the machine from now on. The returned function ends it. */
export function watchLoad(): () => Load {
  const delays = monitorEventLoopDelay({ resolution: 10 });
  delays.enable();
  const [begunAt, waited] = [performance.now(), waitedMs()];
  return () => {
    delays.disable();
    return { stallMs: delays.max / 1e6, waitingShare: (waitedMs() - waited) / (performance.now() - begunAt) };
  };
}

/** Returns the time since the start of the machine in which some process waited, in ms: pressure stall information. */
function waitedMs(): number {
  try {
    const [, total = "0"] = /^some .*total=(\d+)/m.exec(readFileSync("/proc/pressure/cpu", "utf8")) ?? [];
    return Number(total) / 1000;
  } catch {
    return 0;
  }
}
