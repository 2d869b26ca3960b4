/** What can go wrong in any simulated life, by the name on the command line. */
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
  "no-web-sockets",
] as const;
export type FaultName = (typeof FAULT_NAMES)[number];

/** What can go wrong in a life with two nodes. */
export const NODE_FAULT_NAMES = ["node-loss", "broker-stalls", "broker-restarts", "node-drains"] as const;
export type NodeFaultName = (typeof NODE_FAULT_NAMES)[number];

export const ALL_FAULT_NAMES = [...FAULT_NAMES, ...NODE_FAULT_NAMES] as const;
export type AnyFaultName = (typeof ALL_FAULT_NAMES)[number];
