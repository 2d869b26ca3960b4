import { type TickListener, LoadShedding } from "@fray/netcode/server";
import { performance } from "node:perf_hooks";

import { logPeer } from "../peer-log.ts";

const MICROSECONDS_PER_S = 1_000_000;

/** Of this process: all of its rooms share one thread, and one of them can be too much for all. */
export const serverLoad = new LoadShedding(() => {
  const { user, system } = process.cpuUsage();
  return (user + system) / MICROSECONDS_PER_S;
});

/** Takes in how a room of this process ticks. */
export const noteLoad: TickListener = (_work, _gap, spent) => {
  const before = serverLoad.level;
  serverLoad.note(performance.now() / 1000, spent);
  const { level, degradation } = serverLoad;
  if (level !== before)
    logPeer(
      "load",
      "warn",
      { level, relief: degradation.name },
      level > before ? "too much to do" : "less to do again",
    );
};
