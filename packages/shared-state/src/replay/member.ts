import type { Member } from "../match/match.ts";

/** Bytes of the proof of a name: the beginning of a SHA-256 over a salt and the name. */
export const PROOF_BYTES = 8;

/** A member of a recorded round, fighter or spectator. */
export interface ReplayMember extends Member {
  /** Counts the members of a replay in the order of joining. Ids are used again, these numbers are not. */
  readonly ordinal: number;
  readonly bot: boolean;
  /** A bot of the host that fills a free place. */
  readonly backfill: boolean;
  /** Commits to the member's name. The name itself is outside of what is signed, so it can be deleted. */
  readonly proof: Uint8Array;
  spectator: boolean;
  connected: boolean;
  killedAway: boolean;
  /** Size of the area of interest, in percent of the normal one. */
  reachPercent: number;
  /** The member receives a patch every so many ticks. */
  patchEvery: number;
}

/** A member as a running room has it. */
export interface LiveMember extends Member {
  readonly bot: boolean;
  readonly backfill: boolean;
}
