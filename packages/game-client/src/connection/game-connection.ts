import type { Arena } from "@fray/shared-state/arena/arena";
import type { Input } from "@fray/shared-state/schema/input-frame";

import type { ConnectionStatus, Frame, Standing } from "./frame.ts";

/** A game one can watch and, when it is live, play. */
export interface Game {
  readonly arena: Arena;
  /** Advances to `now` (a requestAnimationFrame timestamp in ms), sending `input` for every step that is due. */
  frame(now: number, input: Input): Frame;
  /** Everybody in the room, best first. */
  standings(): readonly Standing[];
  /** Round trip in ms. */
  ping(): number;
  status(): ConnectionStatus;
  /** Leaves on purpose. */
  leave(): Promise<void>;
}
