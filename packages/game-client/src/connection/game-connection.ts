import type { Arena } from "@fray/shared-state/arena/arena";
import type { Input } from "@fray/shared-state/schema/input-frame";

import type { ConnectionStatus, Frame, Standing } from "./frame.ts";

/** The state of the line, and what the netcode makes of it. Times in ms. */
export interface NetStats {
  readonly ping: number;
  /** How much later than the fastest patch the slowest in twenty came. */
  readonly jitter: number;
  /** How far in the past others are shown. */
  readonly interpolationDelay: number;
  /** Least number of inputs the server found waiting of late; 0 when one came too late. */
  readonly inputDepth: number;
  /** Inputs sent that the server has not answered yet. */
  readonly unacknowledged: number;
  /** Times since joining that the server's word on the own body differed from the prediction. */
  readonly corrections: number;
  /** The largest of those differences, in u. */
  readonly largestCorrection: number;
  /** The player's shots since joining: predicted, confirmed and withdrawn; hit marks set and retracted. */
  readonly shots: Readonly<Record<"predicted" | "confirmed" | "withdrawn" | "marked" | "retracted", number>>;
  /** Patches received since joining, and their bytes. */
  readonly patches: number;
  readonly patchBytes: number;
  /** Ticks per second of the server, and the time one takes. */
  readonly tickRate: number;
  readonly tickTime: number;
}

/** A game one can watch and, when it is live, play. */
export interface Game {
  readonly arena: Arena;
  /** Advances to `now` (a requestAnimationFrame timestamp in ms), sending `input` for every step that is due. */
  frame(now: number, input: Input): Frame;
  /** Everybody in the room, best first. */
  standings(): readonly Standing[];
  /** Round trip in ms. */
  ping(): number;
  /** How well the line carries the game. */
  stats(): NetStats;
  status(): ConnectionStatus;
  /** Leaves on purpose. */
  leave(): Promise<void>;
}
