import { type TickListener, LoadShedding } from "@fray/netcode/server";
import { performance } from "node:perf_hooks";

import { logPeer } from "../peer-log.ts";

const MICROSECONDS_PER_S = 1_000_000;

/** The load of this process. All its rooms share one thread, so one of them can overload all. */
export const serverLoad = new LoadShedding(() => {
  const { user, system } = process.cpuUsage();
  return (user + system) / MICROSECONDS_PER_S;
});

/** Records a tick of a room of this process. */
export const noteLoad: TickListener = (_work, _gap, spent) => {
  const before = serverLoad.level;
  serverLoad.note(performance.now() / 1000, spent);
  const { level, degradation } = serverLoad;
  if (level !== before)
    logPeer(
      "load",
      "warn",
      { level, relief: degradation.name },
      level > before ? "the server is more overloaded" : "the server is less overloaded",
    );
};
