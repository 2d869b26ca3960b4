import type { NetStats } from "../connection/game-connection.ts";

/** A replay has no connection to measure. */
export const NO_NETWORK: NetStats = {
  ping: 0,
  jitter: 0,
  interpolationDelay: 0,
  inputDepth: 0,
  unacknowledged: 0,
  corrections: 0,
  largestCorrection: 0,
  patches: 0,
  patchBytes: 0,
  tickRate: 0,
  tickTime: 0,
  shots: { predicted: 0, confirmed: 0, withdrawn: 0, marked: 0, retracted: 0 },
};
