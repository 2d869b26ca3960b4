import type { ReplayProbe } from "./replay/replay-probe.ts";

/**
 * The shipped page exposes nothing to a console: a build replaces this by `false` and removes the code that depends
 * on it.
 */
export const HAS_TEST_PROBE = import.meta.env.DEV || import.meta.env.MODE === "test";

/** Exposes the viewer of replays, where tests may look into the page. */
export function exposeReplayProbe(probe: ReplayProbe | undefined): void {
  if (HAS_TEST_PROBE) Object.assign(window, { __frayReplay: probe });
}
