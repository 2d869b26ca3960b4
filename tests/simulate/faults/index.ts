import { cuts, halfOpen, latency, noWebSockets, slowReaders, stalls } from "./connection.ts";
import { crash, fullDisk, storage } from "./disk.ts";
import type { Fault } from "./fault.ts";
import type { FaultName } from "./names.ts";
import { clockJumps, mapChangeInJoin, overload, tickExceptions } from "./server.ts";

/** All faults by their name. */
export const FAULTS = {
  latency,
  stalls,
  cuts,
  "half-open": halfOpen,
  "slow-readers": slowReaders,
  "clock-jumps": clockJumps,
  "tick-exceptions": tickExceptions,
  overload,
  "map-change-in-join": mapChangeInJoin,
  storage,
  crash,
  "full-disk": fullDisk,
  "no-web-sockets": noWebSockets,
} as const satisfies Readonly<Record<FaultName, Fault>>;
