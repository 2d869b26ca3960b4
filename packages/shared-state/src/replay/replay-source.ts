import type { Arena } from "../arena/arena.ts";
import type { ReplayHeader } from "./header.ts";
import type { DecodedSegment } from "./segment.ts";

/** What a player plays: a file, or a round that is followed while it is played and grows. */
export interface ReplaySource {
  readonly header: ReplayHeader;
  readonly arena: Arena;
  /** `second` is the one at which a segment begins. */
  readonly segments: readonly { readonly second: number }[];
  /** Number of segments at the beginning that have a keyframe. A player can start at those. */
  readonly keyframes: number;
  /** Returns the state with which a segment begins. */
  keyframe(index: number): Uint8Array;
  /** Returns the seconds of a segment. Those of the last one may become more. */
  decode(index: number): DecodedSegment;
}
