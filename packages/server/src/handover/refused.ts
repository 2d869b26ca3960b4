/** Why a node does not take a room that another node hands over. */
export const REFUSALS = [
  /** No node of this game has sealed it, or it was meant for another node. */
  "forged",
  "tooLong",
  "malformed",
  /** It comes from another build or another tick rate. */
  "otherBuild",
  /** A copy of what was taken already. */
  "repeated",
  "draining",
  "full",
  /** This node does not play that round on that map. */
  "notPlayed",
  "failed",
] as const;
export type TransferRefusal = (typeof REFUSALS)[number];
