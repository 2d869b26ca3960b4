import type { Arena } from "@fray/shared-state/arena/arena";

import type { Frame } from "../connection/frame.ts";
import { viewRound } from "../connection/match-view.ts";
import { NOT_RECORDED } from "./recorded.ts";

const EMPTY_MATCH = {
  mode: 0,
  phase: 0,
  round: 0,
  endTick: 0,
  scoreLimit: 0,
  scores: [],
  winner: 0,
  podium: [],
  flags: [],
  hill: { x: 0, y: 0, radius: 0, team: 0, contested: false, moveTick: 0 },
} as const;

/** Returns what is shown before the first tick has arrived. */
export function emptyFrame(arena: Arena): Frame {
  return {
    focus: { x: arena.width / 2, y: arena.height / 2 },
    self: undefined,
    watched: undefined,
    others: [],
    shots: [],
    pickups: [],
    flags: [],
    hill: undefined,
    round: viewRound({ ...EMPTY_MATCH, ...NOT_RECORDED }, 0, () => 0),
    leader: undefined,
    events: [],
  };
}
