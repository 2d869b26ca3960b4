/** Everything that can go wrong in a simulated life, by the name on the command line. */
export const FAULT_NAMES = [
  "latency",
  "stalls",
  "cuts",
  "half-open",
  "slow-readers",
  "clock-jumps",
  "tick-exceptions",
  "overload",
  "map-change-in-join",
  "storage",
  "crash",
  "full-disk",
] as const;
export type FaultName = (typeof FAULT_NAMES)[number];
